/** What is killed while a story runs against a system of the user's own, and what the user is told. */
export interface KillPoint {
  readonly what: string;
  /** Of the fixture's stories: `redis during`. */
  readonly points: readonly string[];
  readonly signal: NodeJS.Signals;
  readonly status: number;
  /** What is printed, `…` for what differs; empty: nothing is said. */
  readonly says: string;
  /** What a reader should know beside it. */
  readonly remark?: string;
}

const ALL = ["before", "during", "after"] as const;
const at = (victim: string, moments: readonly string[] = ALL): string[] =>
  moments.map((moment) => `${victim} ${moment}`);
const HARNESS = at("harness", ["start", ...ALL]);

/** Before, during and after a request; what ends a run (the harness) also while the server starts. */
export const KILL_POINTS: readonly KillPoint[] = [
  {
    what: "the server",
    points: at("server", ["start"]),
    signal: "SIGKILL",
    status: 1,
    says: 'The server of the system "…" ended with signal SIGKILL before it was ready; …',
    remark: "what else may keep it from starting, `server-start.test.ts` has",
  },
  {
    what: "the server",
    points: at("server"),
    signal: "SIGKILL",
    status: 1,
    says: 'The server of the system "…" ended by itself with signal SIGKILL in the middle of the story; …',
  },
  {
    what: "a Lambda's process that waits",
    points: at("function", ["before", "after"]),
    signal: "SIGKILL",
    status: 0,
    says: "",
    remark: "the next invocation has another",
  },
  {
    what: "a Lambda's process at work",
    points: at("function", ["during"]),
    signal: "SIGKILL",
    status: 1,
    says: "Runtime.ExitError: RequestId: … Error: Runtime exited with error: signal: killed",
    remark: "as on AWS; the state machine may try again",
  },
  {
    what: "the world's Redis",
    points: at("redis"),
    signal: "SIGKILL",
    status: 3,
    says: "The Redis server of this world was ended by SIGKILL while it was needed (…), so the run proves nothing.",
    remark: "also when the server ends because of it",
  },
  {
    what: "the world's database engine",
    points: at("engine"),
    signal: "SIGKILL",
    status: 3,
    says: "The database server of this run was ended by SIGKILL while it was needed (…), so the run proves nothing.",
    remark: "also when the server ends because of it",
  },
  {
    what: "the harness, by Ctrl-C",
    points: HARNESS,
    signal: "SIGINT",
    status: 130,
    says: "Interrupted by SIGINT.",
  },
  {
    what: "the harness, by `kill`",
    points: at("harness", ["during"]),
    signal: "SIGTERM",
    status: 143,
    says: "Interrupted by SIGTERM.",
  },
  {
    what: "the harness, by its terminal's end",
    points: at("harness", ["during"]),
    signal: "SIGHUP",
    status: 129,
    says: "Interrupted by SIGHUP.",
  },
  {
    what: "the harness, by `kill -9`",
    points: HARNESS,
    signal: "SIGKILL",
    status: 137,
    says: "",
    remark: "its processes end at once; the next start removes its folders",
  },
];

/** As docs/exit-codes.md shows it. */
export function killPointTable(points: readonly KillPoint[] = KILL_POINTS): string {
  const lines = points.map(({ what, points: each, status, says, remark }) => {
    const when = each.map((point) => point.split(" ").at(-1)).join(", ");
    const told = [says === "" ? "nothing" : `“${says}”`, ...(remark ? [remark] : [])].join("; ");
    return `| ${what} | ${when} | ${status} | ${told} |`;
  });
  return ["| what is killed | when | code | what is said |", "| --- | --- | --- | --- |", ...lines].join("\n");
}
