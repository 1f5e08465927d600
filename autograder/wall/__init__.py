"""The walls around students' code, from outside: bubblewrap, seccomp, control groups, and which of them are here."""
