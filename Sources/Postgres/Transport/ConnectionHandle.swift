internal import CLibPQ

/// Owns a libpq connection and what libpq calls back into.
final class ConnectionHandle: @unchecked Sendable {
  // Safe because every member is used only on the queue of the connection that made it; the last
  // reference is let go there too, or when nothing else can reach it.
  private(set) var pointer: OpaquePointer?
  let notices = NoticeCollector()

  init?(parameters: [(String, String)], expandsFirst: Bool) {
    let pointer = withArrays(of: parameters) { keywords, values in
      PQconnectStartParams(keywords, values, expandsFirst ? 1 : 0)
    }
    guard let pointer else { return nil }
    self.pointer = pointer
    // With SQLSTATE in the text, a refusal can be told apart in any language of the server.
    PQsetErrorVerbosity(pointer, PQERRORS_VERBOSE)
    PQsetNoticeReceiver(
      pointer,
      { argument, result in
        guard let argument, let result else { return }
        Unmanaged<NoticeCollector>.fromOpaque(argument).takeUnretainedValue().collect(result)
      },
      Unmanaged.passUnretained(notices).toOpaque())
  }

  func finish() {
    guard let pointer else { return }
    PQfinish(pointer)
    self.pointer = nil
  }

  deinit {
    finish()
  }
}

/// Lends parameters as the two NULL-terminated arrays of C strings that libpq takes.
private func withArrays<R>(
  of parameters: [(String, String)],
  _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> R
) -> R {
  var text: [CChar] = []
  var offsets: [(key: Int, value: Int)] = []
  for (key, value) in parameters {
    let start = text.count
    text.append(contentsOf: key.utf8CString)
    offsets.append((start, text.count))
    text.append(contentsOf: value.utf8CString)
  }
  text.append(0)
  return text.withUnsafeBufferPointer { text in
    let keys = offsets.map { offset in text.baseAddress.map { $0 + offset.key } } + [nil]
    let values = offsets.map { offset in text.baseAddress.map { $0 + offset.value } } + [nil]
    return keys.withUnsafeBufferPointer { keys in
      values.withUnsafeBufferPointer { values in
        // Both hold at least the terminator, so both have an address.
        body(keys.baseAddress!, values.baseAddress!)
      }
    }
  }
}
