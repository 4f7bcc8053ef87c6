import ArgumentParser

/// The root of the command line.
struct Ringi: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "ringi",
      Localised(
        "Two governments decide together, and everybody can see afterwards who said what, when, on which text.",
        ja: "二つの政府が共に決定し、誰が、いつ、どの案文について何を述べたかを後から確認できる稟議システム。"),
      examples: [
        Example(
          "ringi init --sandbox", Localised("a private cluster to try things in", ja: "試用環境を作る")),
        Example(
          "ringi --as state inbox", Localised("what waits on the State Department", ja: "国務省の未処理案件")
        ),
        Example(
          "ringi --as ustr object USA-1@1", Localised("object, in the editor", ja: "不同意を記入する")),
        Example(
          "ringi --as usa_auditor audit verify", Localised("recompute everything", ja: "すべて検証する")),
      ],
      subcommands: [
        InboxCommand.self, ShowCommand.self, DiffCommand.self, ClearCommand.self,
        ObjectCommand.self, MatrixCommand.self, TimelineCommand.self, FileCommand.self,
        ReviseCommand.self, ReleaseGroup.self, ReceiptCommand.self, ProposalGroup.self,
        ClearanceGroup.self, PositionGroup.self, ConditionGroup.self, ObjectionGroup.self,
        NationalGroup.self, DecisionGroup.self, AuditGroup.self, ProjectionGroup.self,
        LedgerGroup.self, ForumGroup.self, MemberGroup.self, AgencyGroup.self, TopicGroup.self,
        RoleGroup.self, AppointmentGroup.self, RuleGroup.self, CalendarGroup.self,
        SilenceGroup.self, RecordGroup.self, BoardCommand.self, BlockedCommand.self,
        WhoDecidedCommand.self, ViewAsCommand.self, WatchCommand.self, GapsCommand.self,
        OverruledCommand.self, AfterTheFactCommand.self, SilenceDecisionsCommand.self,
        StandingCommand.self, RoleHistoryCommand.self, ImportCommand.self, ExportCommand.self,
        WhoamiCommand.self,
        InitCommand.self, ServerGroup.self, DatabaseGroup.self, ConfigGroup.self,
      ], version: Version.text)
  }
}

/// What `ringi --version` says.
enum Version {
  static let text = "ringi 0.1.0"
}
