// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "ringi",
  products: [
    .executable(name: "ringi", targets: ["ringi"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(name: "Postgres", dependencies: ["CLibPQ"], swiftSettings: settings),
    .target(name: "TransparencyLog", dependencies: [crypto], swiftSettings: settings),
    .target(name: "Deliberation", dependencies: [crypto], swiftSettings: settings),
    .target(
      name: "Schema", path: "db",
      exclude: ["tests"],
      sources: ["Schema.swift"],
      resources: [
        .copy("migrations"), .copy("projections"), .copy("roles.sql"), .copy("fence.sql"),
      ],
      swiftSettings: settings),
    .target(
      name: "EventStore", dependencies: ["Postgres", "TransparencyLog", "Schema", crypto, log],
      swiftSettings: settings),
    .target(
      name: "Workflow",
      dependencies: ["EventStore", "Deliberation", "Postgres", "TransparencyLog", crypto, log],
      swiftSettings: settings),
    .target(
      name: "RingiCLI",
      dependencies: ["Workflow", "EventStore", "Deliberation", arguments, log],
      swiftSettings: settings),
    .executableTarget(name: "ringi", dependencies: ["RingiCLI"], swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["Postgres"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "PostgresTests", dependencies: ["Postgres", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "TransparencyLogTests", dependencies: ["TransparencyLog", crypto],
      swiftSettings: settings),
    .testTarget(name: "DeliberationTests", dependencies: ["Deliberation"], swiftSettings: settings),
    .testTarget(
      name: "EventStoreTests", dependencies: ["EventStore", "Postgres", "Schema", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "WorkflowTests", dependencies: ["Workflow", "EventStore", "Deliberation", "Postgres"],
      swiftSettings: settings),
    .testTarget(
      name: "RingiCLITests", dependencies: ["RingiCLI", "Deliberation", arguments],
      exclude: ["Snapshots"], swiftSettings: settings),
    .testTarget(name: "AcceptanceTests", dependencies: ["Deliberation"], swiftSettings: settings),
  ]
)
