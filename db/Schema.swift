/// The SQL that makes a ledger, found beside the program.
public enum Schema {}
