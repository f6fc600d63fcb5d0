import type { BackendName, CloudExecution } from "../../cloud/backends/cloud.ts";
import type { Row } from "../../database/row-watch.ts";
import type { LogEvent } from "../../network/trace.ts";
import { CALLBACK_PATH, type World } from "../../world/world.ts";
import { type Fact, factsOf } from "./fact.ts";

/** What can be seen of a world, in the words of facts. */
export interface Seen {
  readonly backend: BackendName;
  /** By table; a table that the system does not have is absent. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  readonly logs: readonly LogEvent[];
  readonly callbacks: readonly SeenCallback[];
  readonly executions: readonly CloudExecution[];
  /** Keys of the bucket. */
  readonly keys: ReadonlySet<string>;
  readonly answers: readonly SeenAnswer[];
  /** Bodies of all messages that were sent, and inputs of all executions. */
  readonly messages: readonly string[];
}

interface SeenCallback {
  readonly text: string;
  readonly status: string;
  readonly bytes: number | undefined;
}

export interface SeenAnswer {
  /** When it was asked for, in milliseconds since the epoch. */
  readonly at: number;
  readonly source: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly text: string;
  readonly bytes: number;
}

const ALWAYS = ["media_assets", "media_processing_jobs", "listing_versions"];

/** Looks at a world; `facts` say which further tables are of interest. */
export async function seeWorld(world: World, facts: readonly Fact[]): Promise<Seen> {
  const tables = new Set([...ALWAYS, ...factsOf(facts, "row").map(({ table }) => table)]);
  const rows = new Map<string, readonly Row[]>();
  for (const table of tables) {
    const found = await rowsOf(world, table);
    if (found) rows.set(table, found);
  }
  const executions = await world.executions();
  const operations = world.trace.of("operation");
  const sent = operations.filter(({ target, operation }) => target === "sqs" && operation.startsWith("SendMessage"));
  return {
    backend: world.cloud.backend,
    rows,
    logs: world.trace.of("log"),
    callbacks: world.callbacks().map(({ event, body }) => ({
      text: body,
      status: event.outcome ?? "",
      bytes: event.response?.bytes,
    })),
    executions,
    keys: new Set((await world.objects()).map(({ key }) => key)),
    answers: operations
      .filter(({ target, outcome }) => target === "server" && outcome !== undefined)
      .map(({ at, source, operation, outcome, response }) => {
        const [method = "", path = ""] = operation.split(" ");
        const body = world.trace.body(response);
        return {
          at,
          source,
          method,
          path,
          status: Number(outcome),
          text: body?.toString() ?? "",
          bytes: body?.length ?? 0,
        };
      })
      .filter(({ path, source }) => path !== CALLBACK_PATH || source !== ""),
    messages: [
      ...sent.flatMap(({ request }) => messageOf(world.trace.body(request))),
      ...executions.map(({ input }) => input),
    ],
  };
}

/** Undefined where the system has no such table, or nobody can know its name. */
async function rowsOf(world: World, table: string): Promise<readonly Row[] | undefined> {
  if (!world.database.isTable(table)) return undefined;
  try {
    return await world.database.rows(table);
  } catch (error) {
    if (error instanceof Error && /doesn't exist/.test(String(error.cause ?? error))) return undefined;
    throw error;
  }
}

function messageOf(request: Buffer | undefined): string[] {
  if (!request) return [];
  const { MessageBody } = JSON.parse(request.toString()) as { readonly MessageBody?: string };
  return MessageBody === undefined ? [] : [MessageBody];
}
