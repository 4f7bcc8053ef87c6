import Foundation
import Testing

@testable import TransparencyLog

@Suite struct SSHSignatureTests {
  private static let message = Array("稟議 PositionRecorded/1\n".utf8)

  private let signature: SSHSignature
  private let key: SSHPublicKey

  init() throws {
    signature = try SSHSignature(armored: SSHSamples.armored)
    key = try SSHPublicKey(line: SSHSamples.line + " meti@example")
  }

  @Test func signaturesOfOpenSSHVerify() throws {
    #expect(signature.key == key)
    #expect(signature.namespace == "ringi-event")
    #expect(signature.hashAlgorithm == .sha512)
    #expect(key.line == SSHSamples.line)
    try signature.verify(message: Self.message, namespace: "ringi-event")
    #expect(throws: LogError.self) {
      try signature.verify(message: Self.message + [0x0a], namespace: "ringi-event")
    }
    #expect(throws: LogError.self) {
      try signature.verify(message: Self.message, namespace: "file")
    }
  }

  @Test func changedSignaturesAreRefused() throws {
    let lines = SSHSamples.text.split(separator: "\n")
    let body = lines.dropFirst().dropLast().joined()
    let blob = try #require(Base64.decode(body.utf8))
    for place in blob.indices {
      var changed = blob
      changed[place] ^= 1
      #expect(throws: LogError.self, "byte \(place)") {
        let read = try SSHSignature(blob: changed)
        guard read.key == key else { throw LogError.unsigned("another key") }
        try read.verify(message: Self.message, namespace: "ringi-event")
      }
    }
    #expect(throws: LogError.self) { try SSHSignature(blob: blob + [0]) }
    #expect(throws: LogError.self) {
      try SSHSignature(armored: SSHSamples.text.replacing("END", with: "EMD").utf8)
    }
  }

  /// A security key signs over its application, its flags and its counter as well.
  @Test func signaturesOfSecurityKeysVerify() throws {
    let seed = Array(repeating: UInt8(7), count: 32)
    let held = try SSHPublicKey(
      kind: .securityKey(application: "ssh:"), publicKey: try Ed25519.publicKey(seed: seed))
    func signature(flags: UInt8) throws -> SSHSignature {
      let blob = SSHSignature.signedBlob(message: Self.message, namespace: "ringi-event")
      let signed =
        Digest(hashing: Array("ssh:".utf8)).bytes + [flags] + ASCII.bigEndian(UInt32(41))
        + Digest(hashing: blob).bytes
      let inner =
        SSHWire.string(held.algorithm) + SSHWire.string(try Ed25519.sign(signed, seed: seed))
        + [flags] + ASCII.bigEndian(UInt32(41))
      return try SSHSignature(
        blob: Array("SSHSIG".utf8) + ASCII.bigEndian(UInt32(1)) + SSHWire.string(held.wire)
          + SSHWire.string("ringi-event") + SSHWire.string("") + SSHWire.string("sha512")
          + SSHWire.string(inner))
    }
    let touched = try signature(flags: 1)
    #expect(touched.counter == 41)
    try touched.verify(message: Self.message, namespace: "ringi-event")
    #expect(throws: LogError.self) { try touched.verify(message: [], namespace: "ringi-event") }
    let untouched = try signature(flags: 0)
    #expect(throws: LogError.unsigned("nobody touched the security key")) {
      try untouched.verify(message: Self.message, namespace: "ringi-event")
    }
  }

  @Test func allowedSignersSayWhoMaySignWhatAndWhen() throws {
    let signer = try AllowedSigner(
      line: "meti,経産省 namespaces=\"ringi-event,file\",valid-after=\"20260101Z\","
        + "valid-before=\"20301231235959Z\" \(SSHSamples.line) comment")
    #expect(signer.principals == ["meti", "経産省"])
    #expect(signer.validAfter == 1_767_225_600)
    #expect(signer.validBefore == 1_924_991_999)
    let now: Int64 = 1_795_000_000
    try signer.verify(
      signature, message: Self.message, principal: "経産省", namespace: "ringi-event", at: now)
    #expect(!signer.allows(principal: "mofa", namespace: "ringi-event", at: now))
    #expect(!signer.allows(principal: "meti", namespace: "email", at: now))
    #expect(!signer.allows(principal: "meti", namespace: "file", at: 1_767_225_599))
    #expect(!signer.allows(principal: "meti", namespace: "file", at: 1_924_992_000))
    let plain = try AllowedSigner(line: "meti \(SSHSamples.line)")
    #expect(plain.namespaces == nil)
    #expect(plain.allows(principal: "meti", namespace: "anything", at: 0))
  }

  @Test(arguments: [
    "", "meti", "meti KEY", "* LINE", "meti,*.go.jp LINE", "!meti LINE", ",meti LINE",
    "meti cert-authority LINE", "meti namespaces=x LINE", "meti namespaces=\"x LINE",
    "meti namespaces=\"\" LINE", "meti namespaces=\"x\",namespaces=\"y\" LINE",
    "meti namespaces=\"x*\" LINE", "meti valid-after=\"20260101\" LINE",
    "meti valid-after=\"20260230Z\" LINE", "meti valid-after=\"2026010124Z\" LINE",
    "meti verify-required LINE", "meti namespaces=\"x\", LINE", "meti ssh-rsa AAAA",
  ])
  func linesThatSayLessOrMoreAreRefused(pattern: String) {
    let line = pattern.replacing("LINE", with: SSHSamples.line)
    #expect(throws: LogError.self) { try AllowedSigner(line: line) }
  }
}
