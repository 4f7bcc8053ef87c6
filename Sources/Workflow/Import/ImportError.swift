import Glibc

extension WorkflowError {
  /// A failed call of the operating system on a source, a spool or a report.
  static func file(_ what: String, _ path: String, _ number: Int32 = errno) -> WorkflowError {
    WorkflowError(
      "import.file",
      "Cannot \(what) \(path): \(String(cString: strerror(number))).")
  }
}
