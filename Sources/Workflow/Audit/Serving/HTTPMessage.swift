/// A request as far as a log and a witness need it.
struct HTTPRequest: Sendable {
  var method: String
  /// The target without its query.
  var path: String
  var body: [UInt8] = []
  /// Whether the client goes on on the same connection.
  var keepsAlive = true

  /// The head of a request, up to its empty line, and what it announces.
  struct Head: Sendable {
    var request: HTTPRequest
    var length = 0
    var expectsContinue = false
  }

  /// Reads the lines of a head.
  ///
  /// - Returns: the status that refuses it where it is not what it should be.
  static func head(_ bytes: [UInt8]) -> Result<Head, HTTPRefusal> {
    guard let text = String(validating: bytes, as: UTF8.self) else { return .failure(.init(400)) }
    // A carriage return and a line feed are one character to Swift.
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, !words[0].isEmpty, words[1].hasPrefix("/") else {
      return .failure(.init(400))
    }
    guard words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0" else { return .failure(.init(505)) }
    let path = words[1].prefix { $0 != "?" }
    var head = Head(request: HTTPRequest(method: String(words[0]), path: String(path)))
    head.request.keepsAlive = words[2] == "HTTP/1.1"
    var length: Int?
    for line in lines.dropFirst() where !line.isEmpty {
      guard let colon = line.firstIndex(of: ":") else { return .failure(.init(400)) }
      let value = line[line.index(after: colon)...].split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
      switch line[..<colon].lowercased() {
      case "content-length":
        guard length == nil, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
          let number = Int(value)
        else { return .failure(.init(400)) }
        length = number
      case "transfer-encoding": return .failure(.init(411))
      case "connection" where value.lowercased() == "close": head.request.keepsAlive = false
      case "expect" where value.lowercased() == "100-continue": head.expectsContinue = true
      default: break
      }
    }
    head.length = length ?? 0
    return .success(head)
  }
}

/// A status that ends the connection.
struct HTTPRefusal: Error, Sendable {
  var status: Int

  init(_ status: Int) { self.status = status }

  var response: HTTPResponse { HTTPResponse(status: status) }
}

struct HTTPResponse: Sendable {
  var status: Int
  var contentType = "text/plain; charset=utf-8"
  var headers: [String] = []
  var body: [UInt8]

  init(
    status: Int, contentType: String = "text/plain; charset=utf-8", headers: [String] = [],
    body: [UInt8]? = nil
  ) {
    self.status = status
    self.contentType = contentType
    self.headers = headers
    self.body = body ?? Array("\(Self.phrase(status))\n".utf8)
  }

  static func phrase(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 400: "Bad Request"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 411: "Length Required"
    case 413: "Content Too Large"
    case 422: "Unprocessable Content"
    case 431: "Request Header Fields Too Large"
    case 505: "HTTP Version Not Supported"
    default: "Internal Server Error"
    }
  }

  /// The bytes on the wire; the answer to HEAD has no body but says how long it would be.
  func bytes(isHead: Bool, keepsAlive: Bool) -> [UInt8] {
    let lines =
      [
        "HTTP/1.1 \(status) \(Self.phrase(status))", "Content-Type: \(contentType)",
        "Content-Length: \(body.count)", "Connection: \(keepsAlive ? "keep-alive" : "close")",
        "X-Content-Type-Options: nosniff",
      ] + headers
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (isHead ? [] : body)
  }
}
