import Crypto
import Glibc

/// Where the lines come from.
package enum ImportSource: Sendable, Hashable {
  case file(String)
  case standardInput

  /// `-` is standard input.
  package init(argument: String) {
    self = argument == "-" ? .standardInput : .file(argument)
  }

  package var name: String {
    switch self {
    case .file(let path): path
    case .standardInput: "standard input"
    }
  }

  /// Where the lines go that are put aside.
  package var rejectedPath: String {
    switch self {
    case .file(let path): path + ".rejected.ndjson"
    case .standardInput: "stdin.rejected.ndjson"
    }
  }
}

/// The lines of a source, hashed once and ready to be read again.
///
/// The digest is that of the lines, whether they came compressed or not: the same lines are the
/// same source.
struct ImportText {
  let descriptor: Descriptor
  let digest: [UInt8]
  let size: Int64
  let lines: Int
  private let stamp: Descriptor.Stamp?

  init(_ source: ImportSource) throws {
    var descriptor: Descriptor
    switch source {
    case .file(let path): descriptor = try .reading(path)
    case .standardInput: descriptor = try Self.spooled(Descriptor(dup(0)))
    }
    // What cannot be read twice (a pipe given as a path) is kept first, too.
    if descriptor.stamp?.isRegular != true { descriptor = try Self.spooled(descriptor) }
    if try Self.isCompressed(descriptor) { descriptor = try Self.decompressed(descriptor, source) }
    stamp = descriptor.stamp
    self.descriptor = descriptor
    var hasher = SHA256()
    var size: Int64 = 0
    var lines = 0
    var last: UInt8 = 0x0a
    try Self.eachChunk(descriptor) { chunk in
      hasher.update(bufferPointer: chunk)
      size += Int64(chunk.count)
      for byte in chunk where byte == 0x0a { lines += 1 }
      last = chunk[chunk.count - 1]
    }
    digest = Array(hasher.finalize())
    self.size = size
    self.lines = last == 0x0a ? lines : lines + 1
  }

  /// - Throws: `import.source_changed` when somebody wrote to the file while it was read.
  func demandUnchanged() throws(WorkflowError) {
    guard descriptor.stamp == stamp else {
      throw WorkflowError(
        "import.source_changed", "The source was written to while it was being imported.",
        hint: "What was imported is what was read. Import the file once more when it is complete.")
    }
  }

  private static func eachChunk(
    _ descriptor: Descriptor, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try descriptor.rewind()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try descriptor.read(into: buffer)
      if count == 0 { break }
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    try descriptor.rewind()
  }

  private static func spooled(_ source: Descriptor) throws -> Descriptor {
    let spool = try Descriptor.spool()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try source.read(into: buffer)
      if count == 0 { break }
      try spool.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: "a temporary file")
    }
    return spool
  }

  /// By the first bytes of the format (RFC 1952), with which no JSON begins.
  private static func isCompressed(_ descriptor: Descriptor) throws -> Bool {
    var first: [UInt8] = [0, 0]
    try descriptor.rewind()
    let count = try first.withUnsafeMutableBytes { try descriptor.read(into: $0) }
    try descriptor.rewind()
    return count == 2 && first == [0x1f, 0x8b]
  }

  private static func decompressed(_ source: Descriptor, _ name: ImportSource) throws -> Descriptor
  {
    let spool = try Descriptor.spool()
    let complaints = try Descriptor.spool()
    let gzip = ChildProcess(
      arguments: ["/bin/sh", "-c", "exec gzip -dc <&3"], holding: source.number)
    let child = try gzip.launch(
      output: spool.number, errors: complaints.number, newSession: false)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else {
      var text: [UInt8] = []
      try eachChunk(complaints) { text += $0.prefix(400) }
      let said = String(decoding: text, as: UTF8.self).split(separator: "\n").first ?? "gzip failed"
      throw WorkflowError(
        "import.compressed", "\(name.name) cannot be decompressed: \(said).",
        hint: "Nothing was imported. `gzip -t` says whether the file is whole.")
    }
    return spool
  }
}
