extension SQL {
  /// Why libpq could not send it, if so.
  var reasonNotToSend: String? {
    if parameters.count > Self.parameterLimit { return "\(parameters.count) values are too many" }
    // libpq takes a C string: what stands behind a NUL would silently be cut off.
    if pieces.contains(where: { $0.utf8.contains(0) }) {
      return "the text holds a NUL character"
    }
    if parameters.contains(where: { ($0.bytes?.count ?? 0) > Self.valueLimit }) {
      return "a value is over 1 GiB"
    }
    return nil
  }

  /// The protocol counts values in 16 bits.
  private static let parameterLimit = 65_535
  /// The server takes no longer message.
  private static let valueLimit = 1 << 30

  /// Lends the values in the arrays that libpq takes, all in binary form.
  func withParameters<R>(
    _ body: (
      Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) -> R
  ) -> R {
    guard !parameters.isEmpty else { return body(0, nil, nil, nil) }
    var storage: [UInt8] = []
    storage.reserveCapacity(parameters.reduce(1) { $0 + ($1.bytes?.count ?? 0) })
    let offsets = parameters.map { parameter -> Int? in
      defer { storage.append(contentsOf: parameter.bytes ?? []) }
      return parameter.bytes == nil ? nil : storage.count
    }
    // Empty values need an address as well: without one libpq sends NULL.
    storage.append(0)
    let lengths = parameters.map { Int32(clamping: $0.bytes?.count ?? 0) }
    let formats = [Int32](repeating: 1, count: parameters.count)
    return storage.withUnsafeBytes { bytes in
      let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      let values = offsets.map { offset in
        offset.flatMap { offset in base.map { UnsafePointer($0 + offset) } }
      }
      return body(Int32(parameters.count), values, lengths, formats)
    }
  }
}
