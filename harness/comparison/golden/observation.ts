import { BUCKET } from "../../../system/infrastructure.ts";
import type { EmbeddedCloud } from "../../cloud/backends/embedded.ts";
import { roomsOf } from "../../cloud/backends/embedded-view.ts";
import type { HttpRequest } from "../../network/http.ts";
import type { LogEvent, OperationEvent } from "../../network/trace.ts";
import type { World } from "../../world/world.ts";
import { callbackSignature } from "./callback-signature.ts";
import type { LogLine, RecordedCallback, RecordedInvocation, RecordedStep } from "./recorded-step.ts";
import { statesEntered } from "./states-entered.ts";
import { readZipDirectory, type ZipDirectory } from "./zip-directory.ts";

const CALLBACK_PATH = "/api/v2/listings/media/callback";
const FIRST_BYTES = 64;

/** A callback as it went over the wire; the trace keeps bodies, not headers. */
interface Callback {
  readonly request: HttpRequest;
  readonly status: number;
  readonly responseBody: string;
  readonly responseHeaders: Readonly<Record<string, string>>;
}

/** Reads what happened in a world, in the form of the recordings. */
export class Observation {
  readonly #world: World;
  readonly #rooms: EmbeddedCloud;
  readonly #callbacks: Callback[] = [];
  readonly #accountedFor = new Set<number>();
  #seenEvents = 0;
  #seenCallbacks = 0;

  constructor(world: World) {
    this.#world = world;
    this.#rooms = roomsOf(world.cloud);
    const send = world.sendToServer.bind(world);
    world.sendToServer = async (source, request) => {
      const response = await send(source, request);
      if (request.path === CALLBACK_PATH) {
        const responseBody = response.body.toString("utf8");
        this.#callbacks.push({ request, status: response.status, responseBody, responseHeaders: response.headers });
      }
      return response;
    };
  }

  /** Log lines of the server since the last call, without their time. */
  serverLogs(): LogLine[] {
    const { events } = this.#world.trace;
    const since = events.slice(this.#seenEvents);
    this.#seenEvents = events.length;
    return since
      .filter((event) => event.kind === "log")
      .filter(({ source }) => source === "server")
      .map(logLine);
  }

  /** Callbacks since the last call. */
  callbacks(): RecordedCallback[] {
    const since = this.#callbacks.slice(this.#seenCallbacks);
    this.#seenCallbacks = this.#callbacks.length;
    return since.map(({ request, status, responseBody, responseHeaders }) => ({
      method: request.method,
      path: request.path,
      headers: { ...request.headers },
      body: request.body.toString("utf8"),
      status,
      responseBody,
      responseHeaders: { ...responseHeaders },
      signatureCheck: request.headers["x-toq-signature"] === callbackSignature(request.body.toString("utf8")),
    }));
  }

  /** Invocations that have begun and that no step has reported yet. */
  openInvocations(): string[] {
    return this.#invocations().map(({ target }) => target);
  }

  /** The first invocation of a function that no step has reported yet; a missing one is shown as missing. */
  nextInvocation(functionName: string): RecordedInvocation {
    const event = this.#invocations().find(({ target }) => target === functionName);
    if (!event) return { function: functionName, input: "no such invocation", output: "", logs: [] };
    this.#accountedFor.add(event.sequence);
    const { trace } = this.#world;
    return {
      function: functionName,
      input: trace.body(event.request)?.toString("utf8") ?? "",
      output: trace.body(event.response)?.toString("utf8") ?? `no answer: ${event.outcome ?? "under way"}`,
      logs: trace
        .of("log")
        .filter(({ source }) => source === functionName)
        .filter((line) => this.#causes(line).has(event.sequence))
        .map(logLine),
    };
  }

  /** The message that the server last sent to the queue. */
  messages(): NonNullable<RecordedStep["messages"]> {
    const { trace } = this.#world;
    const sent = trace.of("operation").findLast(({ operation }) => operation === "SendMessage");
    const json = (body: Buffer | undefined) => JSON.parse(body?.toString("utf8") ?? "{}") as Record<string, unknown>;
    const request = json(trace.body(sent?.request));
    const response = json(trace.body(sent?.response));
    return [
      {
        Body: String(request.MessageBody),
        MD5OfBody: String(response.MD5OfMessageBody),
        MessageAttributes: request.MessageAttributes as Record<string, LogLine>,
      },
    ];
  }

  /** The last execution, as the caller that started it sees it. */
  started(): NonNullable<RecordedStep["executions"]> {
    const execution = this.#rooms.stepFunctions.executions().at(-1);
    if (!execution) return [];
    return [{ executionArn: execution.arn, name: execution.name, input: execution.inputText }];
  }

  /** The last execution, at its end. */
  execution(): Pick<RecordedStep, "execution" | "executionInput" | "rawInput"> {
    const execution = this.#rooms.stepFunctions.executions().at(-1);
    if (!execution) return {};
    const { ending } = execution;
    return {
      rawInput: execution.inputText,
      execution: {
        stateMachine: execution.machine.name,
        executionArn: execution.arn,
        startTime: new Date(execution.startedAt).toISOString(),
        status: execution.status,
        error: ending && "error" in ending ? ending.error : null,
        trace: statesEntered(execution.history.events, (name) => this.nextInvocation(name)),
      },
      executionInput: JSON.parse(execution.inputText) as LogLine,
    };
  }

  /** Rows of the media pipeline, with the columns that the recording shows. */
  async rows(recorded: NonNullable<RecordedStep["db"]>): Promise<NonNullable<RecordedStep["db"]>> {
    const { database } = this.#world;
    const listings = await database.rows("listing_identities", { id: 28 });
    const versions = await database.rows("listing_versions", { listing_identity_id: 28 });
    const found: Record<string, LogLine[]> = {
      media_assets: await database.rows("media_assets"),
      media_processing_jobs: await database.rows("media_processing_jobs"),
      listing: listings.map((listing) => ({
        ...listing,
        status: versions.find(({ id }) => id === listing.active_version_id)?.status,
      })),
    };
    return Object.fromEntries(
      Object.entries(recorded).map(([table, rows]) => [table, withColumns(found[table] ?? [], rows)]),
    );
  }

  objects(): NonNullable<RecordedStep["s3Objects"]> {
    return this.#rooms.s3
      .objects(BUCKET)
      .map(({ key, size, contentType, etag }) => ({ key, size, contentType, etag: `"${etag}"` }));
  }

  /** All ZIPs of the bucket, with the digests of their contents. */
  async zips(): Promise<{ zip: NonNullable<RecordedStep["zip"]>; sha256: string[] }> {
    const zip: NonNullable<RecordedStep["zip"]> = [];
    const sha256: string[] = [];
    for (const { key } of this.#rooms.s3.objects(BUCKET)) {
      const archive = key.endsWith(".zip") ? this.#rooms.s3.read(BUCKET, key) : undefined;
      if (!archive) continue;
      const directory = await this.#world.real<ZipDirectory>(`read ${key}`, () => readZipDirectory(archive));
      const firstBytesHex = archive.subarray(0, FIRST_BYTES).toString("hex");
      zip.push({ key, size: archive.length, entries: [...directory.entries], firstBytesHex });
      sha256.push(...directory.sha256);
    }
    return { zip, sha256 };
  }

  #invocations(): OperationEvent[] {
    return this.#world.trace
      .of("operation")
      .filter(({ operation, sequence }) => operation === "invocation" && !this.#accountedFor.has(sequence));
  }

  #causes(line: LogEvent): Set<number> {
    const { events } = this.#world.trace;
    const causes = new Set<number>();
    for (let cause = line.cause; cause > 0; cause = events[cause - 1]?.cause ?? 0) causes.add(cause);
    return causes;
  }
}

/** A key that occurs twice is shown once, with its last value, as a JSON parser sees it. */
function logLine({ level, message, fields }: LogEvent): LogLine {
  return { level, msg: message, ...Object.fromEntries(fields) };
}

function withColumns(rows: readonly LogLine[], recorded: readonly LogLine[]): LogLine[] {
  const columns = Object.keys(recorded[0] ?? {});
  return rows.map((row) => (columns.length === 0 ? row : Object.fromEntries(columns.map((name) => [name, row[name]]))));
}
