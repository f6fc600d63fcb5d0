import { createHash } from "node:crypto";
import { BUCKET } from "../../../system/infrastructure.ts";
import type { System } from "../../../system/revisions.ts";
import type { EngineDescription } from "../../database/engine/engine.ts";
import { createWorld } from "../../world/create-world.ts";
import type { World } from "../../world/world.ts";
import { Client, type PhotoPair } from "./client.ts";
import { type DirectPut, preparePut } from "./direct-put.ts";
import { FLOWS, type Flow, type FlowName, type ScriptedStep, scriptOf } from "./flows.ts";
import { KNOWN_DIFFERENCES } from "./known-differences.ts";
import { Observation } from "./observation.ts";
import { pairObjectSizes, pairPhotos, pairPhotoValues } from "./pairs.ts";
import type { RecordedStep } from "./recorded-step.ts";
import { withRelations } from "./relations.ts";
import { Unification } from "./unification/unification.ts";

/** When the recordings were made. */
const STARTS_AT = "2026-11-24T05:57:44.000Z";
const STEP_MS = 1;
/** The queue's visibility time-out: after it the message would be delivered again. */
const START_LIMIT_MS = 60_000;
/** What a ZIP is made of. */
const SOURCES = { raw: /^28\/raw\//, processed: /^28\/processed\/photo\/\w+\/large\// };

/**
 * Plays a recorded flow in a world of ours, compares after every step and returns all differences. `system` replaces
 * the one that was recorded.
 */
export async function playFlow(
  name: FlowName,
  engine: EngineDescription,
  system: System = FLOWS[name].system,
): Promise<Unification> {
  const flow: Flow = { ...FLOWS[name], system };
  const script = scriptOf(name);
  const photos = await pairPhotos(script);
  const unification = new Unification(KNOWN_DIFFERENCES);
  pairPhotoValues(unification, photos);
  const world = await createWorld({ ...flow, name: `golden/${name}`, seed: 1, startAt: STARTS_AT, engine });
  try {
    const player = new Player(world, flow, photos, unification);
    const putTruncated = await preparePut(world);
    await world.run(async () => {
      for (const step of script) await player.play(name, step, putTruncated);
    });
  } finally {
    await world.dispose();
  }
  return unification;
}

class Player {
  readonly #world: World;
  readonly #flow: Flow;
  readonly #photos: readonly PhotoPair[];
  readonly #client: Client;
  readonly #observation: Observation;
  readonly #unification: Unification;
  #fromMs = 0;
  #comparedUntilMs: number;

  constructor(world: World, flow: Flow, photos: readonly PhotoPair[], unification: Unification) {
    this.#world = world;
    this.#flow = flow;
    this.#photos = photos;
    this.#client = new Client(world, photos);
    this.#observation = new Observation(world);
    this.#unification = unification;
    this.#comparedUntilMs = world.clock.now();
  }

  async play(flowName: string, { name, recorded, compared }: ScriptedStep, directPut: DirectPut): Promise<void> {
    // An execution has begun in the step before.
    if (!recorded.execution) this.#fromMs = this.#comparedUntilMs;
    const done = await this.#act(recorded, directPut);
    const { found, contents } = await this.#observe(recorded, done);
    if (!compared) return;
    const unification = this.#unification;
    const toMs = this.#world.clock.now();
    unification.enter(`${flowName}/${name}`, { fromMs: this.#fromMs, toMs });
    this.#comparedUntilMs = toMs;
    pairObjectSizes(unification, recorded, found);
    const expected = withRelations(recorded);
    const ours = withRelations(found);
    unification.unify(expected, Object.fromEntries(Object.keys(expected).map((part) => [part, ours[part]])));
    if (recorded.zip) await this.#compareContents(contents);
    if (recorded.execution) unification.unify([], this.#observation.openInvocations(), "further invocations");
  }

  /** Does what the step did and returns the responses. */
  async #act(recorded: RecordedStep, directPut: DirectPut): Promise<Partial<RecordedStep>> {
    if (recorded.request) return { response: await this.#client.request(recorded.request) };
    if (recorded.puts) return { puts: await this.#put(recorded.puts, directPut) };
    if (recorded.gets) return { gets: await this.#client.get() };
    if (recorded.messages) await this.#untilStarted();
    if (recorded.execution) await this.#world.settle();
    return {};
  }

  async #put(recorded: NonNullable<RecordedStep["puts"]>, directPut: DirectPut): Promise<RecordedStep["puts"]> {
    const { truncated } = this.#flow;
    const puts = await this.#client.put(recorded, truncated && { except: truncated.photo });
    const photo = truncated && this.#photos[truncated.photo]?.ours;
    if (!photo) return puts;
    // The recording's S3 accepted any bytes under a signed checksum. Ours refuses them, so they are stored by a direct
    // PUT.
    const key = decodeURIComponent(new URL(recorded[truncated.photo]?.url ?? "").pathname).replace(`/${BUCKET}/`, "");
    await directPut(key, photo.bytes.subarray(0, truncated.bytes));
    return puts;
  }

  /** Lets time pass until the queue's message has led to an execution and its invocation has ended. */
  async #untilStarted(): Promise<void> {
    const invocation = () => this.#world.trace.of("operation").find(({ operation }) => operation === "invocation");
    for (let waitedMs = 0; waitedMs < START_LIMIT_MS; waitedMs += STEP_MS) {
      if ((await this.#world.executions()).length > 0 && invocation()?.outcome !== undefined) return;
      await this.#world.advance(STEP_MS);
    }
    throw new Error(`no execution has been started within ${START_LIMIT_MS} ms of virtual time`);
  }

  async #observe(
    recorded: RecordedStep,
    done: Partial<RecordedStep>,
  ): Promise<{ found: RecordedStep; contents: readonly string[] }> {
    const seen = this.#observation;
    const logs = seen.serverLogs();
    const zips = await seen.zips();
    const found: RecordedStep = {
      step: recorded.step,
      ...done,
      ...(recorded.messages && {
        messages: seen.messages(),
        validate: seen.nextInvocation("listing-media-validate-staging"),
        executions: seen.started(),
      }),
      ...(recorded.execution && seen.execution()),
      ...(recorded.bootLog ? { bootLog: logs, serverLogs: [] } : { serverLogs: logs }),
      callbacks: seen.callbacks(),
      zip: zips.zip,
      ...(recorded.db && { db: await seen.rows(recorded.db) }),
      s3Objects: seen.objects(),
    };
    return { found, contents: zips.sha256 };
  }

  /** Each entry of our ZIP must equal the object it was made from; the recorded ZIP has its revision's content. */
  async #compareContents(contents: readonly string[]): Promise<void> {
    const { zipSources } = this.#flow.system.features;
    const sources = (await this.#world.objects()).filter(({ key }) => SOURCES[zipSources].test(key));
    const bodies = await Promise.all(sources.map(({ key }) => this.#world.object(key)));
    const digests = bodies.map((body) =>
      createHash("sha256")
        .update(body ?? "")
        .digest("hex"),
    );
    const named = contents.map((digest) => sources[digests.indexOf(digest)]?.key ?? `other bytes (${digest})`);
    this.#unification.unify(contents.length === 0 ? [] : sources.map(({ key }) => key), named, "zip contents");
  }
}
