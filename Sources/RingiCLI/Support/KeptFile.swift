import Glibc

/// A file with what somebody typed, removed once it is no longer needed.
struct KeptFile: Sendable, Hashable {
  let path: String

  init(_ text: String, environment: [String: String]) throws(Failure) {
    let folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array((folder + "/ringi-XXXXXX.txt").utf8CString)
    let descriptor = mkstemps(&template, 4)
    guard descriptor >= 0 else {
      throw Failure(
        code: "output.failed", message: "\(folder) takes no file: \(errorText(errno)).")
    }
    defer { close(descriptor) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do throws(OutputError) {
      try DescriptorSink(descriptor: descriptor).write(text)
    } catch {
      unlink(path)
      throw error.failure
    }
  }

  func remove() { unlink(path) }

  /// The error with a hint that says where the text is.
  func keeping(_ error: any Error, _ catalogue: Catalogue) -> Failure {
    let place = catalogue.text(.editorKept, [path])
    let known = (error as? Failure) ?? (error as? any FailureConvertible)?.failure
    guard var failure = known ?? (error is CancellationError ? .interrupted : nil) else {
      return Failure(code: "failed", message: String(describing: error), hint: place)
    }
    failure.hint = [failure.hint, place].compactMap { $0 }.joined(separator: " ")
    return failure
  }
}
