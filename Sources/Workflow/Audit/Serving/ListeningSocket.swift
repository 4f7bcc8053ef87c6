import Glibc

/// Where a small server listens: on this machine alone unless a host is given.
struct ListeningSocket: Sendable {
  let descriptor: Int32
  /// As a client writes it, with the port that the system chose.
  let url: String

  /// - Parameter address: `8080`, `127.0.0.1:8080`, `[::1]:8080`; port 0 takes a free one.
  init(_ address: String) throws {
    let (host, port) = try Self.parse(address)
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_NUMERICSERV
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, port, &hints, &found) == 0, let first = found else {
      throw Self.usage(address)
    }
    defer { freeaddrinfo(found) }
    let entry = first.pointee
    let opened = socket(
      entry.ai_family, entry.ai_socktype | Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard opened >= 0 else { throw ClusterError.system(errno, "listen on", address) }
    var on: Int32 = 1
    setsockopt(opened, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    guard bind(opened, entry.ai_addr, entry.ai_addrlen) == 0, listen(opened, 64) == 0,
      let bound = Self.port(opened)
    else {
      let failure = errno
      close(opened)
      throw ClusterError.system(failure, "listen on", address)
    }
    descriptor = opened
    url = "http://\(host.contains(":") ? "[\(host)]" : host):\(bound)"
  }

  private static func parse(_ address: String) throws -> (host: String, port: String) {
    guard let colon = address.lastIndex(of: ":") else {
      guard UInt16(address) != nil else { throw usage(address) }
      return ("127.0.0.1", address)
    }
    var host = address[..<colon]
    let port = address[address.index(after: colon)...]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard UInt16(port) != nil else { throw usage(address) }
    return (host.isEmpty ? "127.0.0.1" : String(host), String(port))
  }

  private static func usage(_ address: String) -> WorkflowError {
    WorkflowError(
      "usage", "'\(address)' is no address to listen on.",
      hint: "Give a port, or a host and a port: 127.0.0.1:8080")
  }

  private static func port(_ descriptor: Int32) -> UInt16? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let status = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &length)
      }
    }
    guard status == 0 else { return nil }
    // The port is in the same place, in network order, for both families.
    return withUnsafeBytes(of: storage) { bytes in UInt16(bytes[2]) << 8 | UInt16(bytes[3]) }
  }
}
