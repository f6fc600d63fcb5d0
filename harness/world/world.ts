import { BUCKET, functionArn } from "../../system/infrastructure.ts";
import type { Clock } from "../clock/clock.ts";
import type { PaceReport } from "../clock/process/foreign-pace.ts";
import type { Cloud, CloudExecution, CloudObject } from "../cloud/backends/cloud.ts";
import { NotOnThisBackend } from "../cloud/backends/not-on-this-backend.ts";
import type { HttpRequest, HttpResponse } from "../network/http.ts";
import type { Network } from "../network/network.ts";
import { type OutboundHttp, type OutboundRefusedError, withOutboundHttp } from "../network/outbound-http.ts";
import type { LogEvent, OperationEvent, Trace } from "../network/trace.ts";
import { requireKnown } from "../support/story-mistake.ts";
import { type FunctionName, functionNames, type OwnNames } from "./names/hop-names.ts";
import { type QueueName, queueNames } from "./names/queue-names.ts";
import type { ScenarioFunction } from "./scenario-function.ts";
import { Actions, asActions } from "./story-side/actions.ts";
import { StoryDatabase } from "./story-side/story-database.ts";
import { StoryFaults } from "./story-side/story-faults.ts";
import { StoryLatency } from "./story-side/story-latency.ts";
import { StoryRandom } from "./story-side/story-random.ts";
import { unlessLost } from "./unless-lost.ts";
import type { CloudPlace, ScenarioClients, ServerUnderTest, WorldBackend } from "./world-backend.ts";

export const CALLBACK_PATH = "/api/v2/listings/media/callback";
/** The server's address as functions are told it, where nothing has to be reached by a socket. */
export const PUBLIC_SERVER_URL = new URL("https://api.toq.example");

/** One isolated system: clock, random streams, trace, network, cloud, database and the system under test. */
export class World {
  readonly seed: number;
  /** What the story has begun. */
  readonly actions = new Actions();
  /** Random streams, of which the story may pin the next values. */
  readonly random: StoryRandom;
  readonly database: StoryDatabase;
  readonly faults: StoryFaults;
  readonly latency: StoryLatency;
  readonly #backend: WorldBackend;
  readonly #deployed = new Set<string>();
  #server: ServerUnderTest | undefined;
  #refused: OutboundRefusedError | undefined;

  constructor(seed: number, backend: WorldBackend) {
    this.seed = seed;
    this.#backend = backend;
    const own = (): OwnNames => this.ownNames;
    const { clock } = backend;
    this.random = new StoryRandom(backend.random, () => functionNames(own()));
    this.database = new StoryDatabase(backend.database, this.actions);
    this.faults = new StoryFaults({ plan: backend.faults, clock, trace: backend.network.trace, own });
    this.latency = new StoryLatency(backend.latency, own);
  }

  get serverUrl(): URL {
    return this.#backend.serverUrl;
  }

  get cloud(): Cloud {
    return this.#backend.cloud;
  }

  get clock(): Clock {
    return this.#backend.clock;
  }

  get network(): Network {
    return this.#backend.network;
  }

  get trace(): Trace {
    return this.network.trace;
  }

  get elapsedMs(): number {
    return this.#backend.time.elapsedMs;
  }

  /** Starts the system and runs `story` in it until everything that the story started has ended. */
  async run(story: () => Promise<void>): Promise<void> {
    await withOutboundHttp(this.outbound("scenario"), () =>
      this.#backend.time.drive(async () => {
        this.#server = await this.#backend.start((source) => this.outbound(source));
        await unlessLost(story, this.#server?.lost, this.clock);
      }),
    );
    if (this.#refused) throw this.#refused;
  }

  /** How time went on beside what the story asked for; only where processes live in virtual time. */
  get pace(): PaceReport | undefined {
    return this.#backend.time.pace;
  }

  /** Throws when a process has left the world's time: then nothing that it did afterwards says anything. */
  requireOneTime(): void {
    const [lost] = this.pace?.lost ?? [];
    if (lost !== undefined) throw new Error(`The clocks of this world have parted: ${lost}. Say clock: "real".`);
  }

  /** Lets time pass; with a real clock at most seconds. */
  advance(ms: number): Promise<void> {
    return this.#backend.time.advance(ms);
  }

  /** Lets virtual time pass until `instant` (ISO 8601); where the clock is real, does nothing. */
  advanceTo(instant: string): Promise<void> {
    return this.#backend.time.advanceTo(instant);
  }

  /** Waits until everything that goes on by itself has ended. */
  settle(): Promise<void> {
    return this.#backend.time.settle();
  }

  /** Real work of the scenario itself (reading a ZIP), which takes no virtual time. */
  real<T>(label: string, work: () => T | Promise<T>): Promise<T> {
    return this.clock.run(label, 0, work);
  }

  /** One request to the server, as a recorded hop. */
  sendToServer(source: string, request: HttpRequest): Promise<HttpResponse> {
    const [path] = request.path.split("?");
    return this.network.operation(
      {
        source,
        target: "server",
        operation: `${request.method} ${path}`,
        resource: "",
        ...(request.body.length > 0 && { request: this.trace.keep(request.body) }),
      },
      () => {
        if (!this.#server) throw new Error("the server has not been started in this world");
        return this.#server.handle(request).then((answer) => asReceived(request, answer));
      },
      (response) => ({
        outcome: String(response.status),
        ...(response.body.length > 0 && { response: this.trace.keep(response.body) }),
      }),
    );
  }

  /** One request to the cloud, presigned or signed, as a recorded hop. */
  sendToCloud(source: string, request: HttpRequest): Promise<HttpResponse> {
    return this.cloud.send(source, request);
  }

  /** How HTTP that `source` sends by itself travels: to the server or to the cloud, and nowhere else. */
  outbound(source: string): OutboundHttp {
    return {
      carry: (url, request) => {
        if (url.host === this.#backend.serverUrl.host) return this.sendToServer(source, request);
        if (url.host === this.#backend.cloudUrl.host) return this.sendToCloud(source, request);
        return undefined;
      },
      refused: (error) => {
        this.#refused ??= error;
      },
    };
  }

  get place(): CloudPlace {
    return this.#backend.place;
  }

  /** SDK clients that may do everything, for stories about the services themselves. */
  clients(): Promise<ScenarioClients> {
    return this.#backend.clients();
  }

  /** Deploys a function of the scenario's own and returns its ARN. */
  async deployFunction(description: ScenarioFunction): Promise<string> {
    await this.#backend.deployFunction(description);
    this.#deployed.add(description.name);
    return functionArn(this.place, description.name);
  }

  /** Objects of the media bucket. */
  objects(): Promise<readonly CloudObject[]> {
    return this.cloud.objects(BUCKET);
  }

  object(key: string): Promise<Buffer | undefined> {
    return this.cloud.object(BUCKET, key);
  }

  executions(): Promise<readonly CloudExecution[]> {
    return this.cloud.executions();
  }

  /** Bodies of the messages in a queue, visible or not. */
  async messages(queue: QueueName): Promise<readonly string[]> {
    const created = this.trace.of("operation").filter(({ operation }) => operation === "CreateQueue");
    const names = queueNames(created.map(({ resource }) => resource));
    requireKnown("world.messages", "queue", queue, names);
    return this.cloud.messages(queue);
  }

  /** Callbacks that reached the server, in order, with their exact bodies. */
  callbacks(): { event: OperationEvent; body: string }[] {
    return this.trace
      .of("operation")
      .filter((event) => event.target === "server" && event.operation === `POST ${CALLBACK_PATH}` && !event.fault)
      .map((event) => ({
        event,
        body: this.#backend.canonicalText(this.trace.body(event.request)?.toString("utf8") ?? ""),
      }));
  }

  /** Whether push messages can be seen. Where not, they do not arrive either, and the server says so in its log. */
  get seesPushes(): boolean {
    return this.#backend.seesPushes;
  }

  /** Push messages that the server has sent, in order. Throws NotOnThisBackend where they cannot be seen. */
  pushes(): OperationEvent[] {
    if (!this.seesPushes)
      throw new NotOnThisBackend("looks at push messages, which a foreign server sends out of sight");
    return this.trace.of("operation").filter(({ target }) => target === "push");
  }

  /** Log lines of one part, in order. */
  logs(source: "server" | FunctionName): LogEvent[] {
    requireKnown("world.logs", "part that logs", source, ["server", ...functionNames(this.ownNames)]);
    return this.trace.of("log").filter((event) => event.source === source);
  }

  /** A text of the backend with the scenario's account and bucket in it. */
  canonicalText(text: string): string {
    return this.#backend.canonicalText(text);
  }

  canonicalValue<T>(value: T): T {
    return this.#backend.canonicalValue(value);
  }

  /** Reads into the trace what happened out of sight of the harness, where the cloud is not ours. */
  readBack(): Promise<void> {
    return this.#backend.readBack();
  }

  /** Throws when a state that the story mocks was never reached. */
  requireMocksAnswered(): void {
    this.#backend.requireMocksAnswered();
  }

  async dispose(): Promise<void> {
    await this.#backend.stop();
  }

  /** What the names of this world depend on beside the replica's own. */
  get ownNames(): OwnNames {
    const { database, foreignServer } = this.#backend;
    return { tables: database.tables, functions: this.#deployed, foreignServer };
  }
}

asActions(
  World.prototype,
  ["advance", "advanceTo", "settle", "clients", "deployFunction", "objects", "object", "executions", "messages"],
  ({ actions }, name) => ({ actions, name: `world.${name}(…)` }),
);

/**
 * An answer as a client has it. The server spells header names as Go does; in the harness they are lower case. No body follows
 * the head that answers HEAD (RFC 9110 9.3.2).
 */
function asReceived({ method }: HttpRequest, response: HttpResponse): HttpResponse {
  const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...response, headers: Object.fromEntries(headers), ...(method === "HEAD" && { body: Buffer.alloc(0) }) };
}
