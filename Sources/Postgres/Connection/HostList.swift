/// The servers of a conninfo, as its lists of hosts, addresses and ports name them.
struct HostList: Equatable {
  struct Entry: Equatable {
    var host: String
    var address: String
    var port: String
  }

  private(set) var entries: [Entry]

  init(host: String?, address: String?, port: String?) {
    let hosts = Self.split(host)
    let addresses = Self.split(address)
    let ports = Self.split(port)
    entries = (0..<max(hosts.count, addresses.count)).map { index in
      Entry(
        host: index < hosts.count ? hosts[index] : "",
        address: index < addresses.count ? addresses[index] : "",
        port: ports.count == 1 ? ports[0] : (index < ports.count ? ports[index] : ""))
    }
  }

  /// Drops the first server that libpq calls by this host and port.
  ///
  /// - Returns: whether there was one, and another is left.
  mutating func drop(host: String, port: String) -> Bool {
    let index = entries.firstIndex { entry in
      (entry.host.isEmpty ? entry.address : entry.host) == host
        && (entry.port.isEmpty || entry.port == port)
    }
    guard let index, entries.count > 1 else { return false }
    entries.remove(at: index)
    return true
  }

  /// The parameters that name just these servers.
  var parameters: [(String, String)] {
    [
      ("host", entries.map { $0.host }.joined(separator: ",")),
      ("hostaddr", entries.map { $0.address }.joined(separator: ",")),
      ("port", entries.map { $0.port }.joined(separator: ",")),
    ]
  }

  private static func split(_ list: String?) -> [String] {
    guard let list, !list.isEmpty else { return [] }
    return list.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
  }
}
