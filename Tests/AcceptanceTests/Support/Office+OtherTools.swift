import Foundation

/// Programs that know the public formats and nothing of ringi.
extension Office {
  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: home + "/" + name).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// Recomputes the root of a tlog-tiles directory from its entry bundles and compares it with the
  /// checkpoint, and the tiles of leaf hashes with the entries. Written from RFC 6962 and C2SP
  /// tlog-tiles alone.
  func independentRoot(_ folder: String) throws -> Answer {
    try other("/usr/bin/env", ["python3", "-c", Self.script, folder])
  }

  private static let script = """
    import base64, hashlib, sys
    folder = sys.argv[1]
    lines = open(folder + '/checkpoint', encoding='utf-8').read().split('\\n')
    size, root = int(lines[1]), base64.b64decode(lines[2])
    def sha(b): return hashlib.sha256(b).digest()
    def name(n):
        s = '%03d' % (n % 1000)
        while n >= 1000:
            n //= 1000
            s = 'x%03d/' % (n % 1000) + s
        return s
    def read(kind, n):
        width = min(256, size - 256 * n)
        path = '%s/tile/%s/%s' % (folder, kind, name(n))
        return open(path if width == 256 else '%s.p/%d' % (path, width), 'rb').read()
    leaves = []
    for n in range((size + 255) // 256):
        b, start = read('entries', n), len(leaves)
        while b:
            k = int.from_bytes(b[:2], 'big')
            leaves.append(sha(b'\\0' + b[2:2 + k]))
            b = b[2 + k:]
        if read('0', n) != b''.join(leaves[start:]): sys.exit('a tile differs from its entries')
    def mth(l):
        if not l: return sha(b'')
        if len(l) == 1: return l[0]
        k = 1
        while 2 * k < len(l): k *= 2
        return sha(b'\\1' + mth(l[:k]) + mth(l[k:]))
    if len(leaves) != size or mth(leaves) != root: sys.exit('another root')
    """

  /// Whether OpenSSL finds the log's signature under a checkpoint good.
  func opensslAccepts(_ checkpoint: String, _ vkey: String) throws -> Bool {
    let note = read(checkpoint) ?? ""
    let name = vkey.prefix { $0 != "+" }
    let parts = note.components(separatedBy: "\n\n")
    let line = parts[1].split(separator: "\n").first { $0.hasPrefix("— \(name) ") } ?? ""
    let blob = Data(base64Encoded: String(line.split(separator: " ").last ?? "")) ?? Data()
    let material = vkey.split(separator: "+", maxSplits: 2).last.map(String.init) ?? ""
    let key = (Data(base64Encoded: material) ?? Data()).dropFirst()
    // An Ed25519 key as RFC 8410 has it.
    let prefix: [UInt8] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]
    try (Data(prefix) + key).write(to: URL(filePath: home + "/pub.der"))
    try Data(blob.dropFirst(4)).write(to: URL(filePath: home + "/sig.bin"))
    try Data((parts[0] + "\n").utf8).write(to: URL(filePath: home + "/text.bin"))
    let answer = try other(
      "/usr/bin/openssl",
      [
        "pkeyutl", "-verify", "-pubin", "-inkey", "pub.der", "-keyform", "DER", "-rawin", "-in",
        "text.bin", "-sigfile", "sig.bin",
      ])
    return answer.status == 0
  }
}
