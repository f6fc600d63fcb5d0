import { ConfigurationError } from "../../../../server/configuration.ts";
import { System } from "../../../../system/revisions.ts";
import { listing28Uploads } from "../../../scenario/listing-28.ts";
import { type NamedFile, namedUploads } from "../../../scenario/named-uploads.ts";
import { type Answer, Owner, Photographer, type Upload } from "../../../scenario/people.ts";
import { createWorld } from "../../../world/create-world.ts";
import type { World } from "../../../world/world.ts";
import type { WorldOptions } from "../../../world/world-options.ts";
import { isOfOwner, type Plan, type PlannedFile, type Step } from "../inference/plan.ts";
import { adjust, type Fit } from "./adjustment.ts";
import type { Circumstances, Happening } from "./circumstances.ts";

export interface Playing extends Pick<WorldOptions, "engine" | "memoise" | "keptDatabases" | "foreign"> {
  /** In place of the circumstances' own. */
  readonly system?: System;
  /** Told of every question about a defect. */
  readonly onAsked?: ConstructorParameters<typeof System>[2];
  /** Instants, ids and orders of chance that make the world the incident's. */
  readonly fit?: Fit;
  /** Told where in the trace a step goes on by itself. */
  readonly onMark?: (step: number, sequence: number) => void;
  /** After each step: false ends the story, because what has happened contradicts the evidence. */
  readonly goOn?: (step: Step, answer: Answer | undefined, world: World) => Promise<boolean>;
  /** Looks at the world when the story is over, before the world is taken down. */
  readonly inspect: (world: World) => Promise<void>;
}

/** Virtual time in which the workers look at what is stuck, and give it up. */
const WORKERS_MS = 40 * 60_000;

/** Plays what people did in a world of these circumstances. Gives the system's refusal to start, where it refuses. */
export async function playPlan(
  plan: Plan,
  circumstances: Circumstances,
  playing: Playing,
): Promise<{ readonly refused?: string }> {
  const { revision, added, removed } = circumstances;
  const system = playing.system ?? new System(revision, undefined, playing.onAsked).with({ added, removed });
  const first = plan.steps.find(({ job }) => job !== undefined)?.job;
  const world = await createWorld({
    name: `incident of listing ${plan.listing}`,
    seed: 1,
    startAt: plan.startAt,
    system,
    engine: playing.engine,
    ...(playing.memoise && { memoise: playing.memoise }),
    ...(playing.keptDatabases && { keptDatabases: playing.keptDatabases }),
    ...(playing.foreign && { foreign: playing.foreign }),
    ...(plan.accountId !== undefined && { accountId: plan.accountId }),
    ...(plan.region !== undefined && { region: plan.region }),
    ...(first !== undefined && { nextJobId: first }),
    listings: [{ id: plan.listing, status: 6 }],
    ...circumstances.world,
  });
  try {
    await world.run(() => tell(world, plan, circumstances, playing));
    await playing.inspect(world);
    return {};
  } catch (error) {
    if (error instanceof ConfigurationError) return { refused: error.message };
    throw error;
  } finally {
    await world.dispose();
  }
}

async function tell(world: World, plan: Plan, circumstances: Circumstances, playing: Playing): Promise<void> {
  const { goOn, fit } = playing;
  const photographer = new Photographer(world);
  const owner = new Owner(world);
  const { uploads, missing } = await world.real("files", () => filesOf(plan, circumstances.files));
  for (const one of fit?.atStart ?? []) adjust(world, one);
  if (plan.ownerSignedIn) await owner.signIn();
  for (const [index, step] of plan.steps.entries()) {
    if (step.at !== undefined && step.at > world.clock.now()) await world.advanceTo(new Date(step.at).toISOString());
    if (step.job !== undefined) await makeNextJob(world, step.job);
    const happen = async (when: Happening["when"]): Promise<void> => {
      for (const one of circumstances.happenings)
        if (one.step === step.name && one.when === when) await one.act(world, photographer);
    };
    if (isOfOwner(step) && !plan.ownerSignedIn && !plan.steps.slice(0, index).some(isOfOwner)) await owner.signIn();
    await happen("before");
    for (const one of fit?.steps[index]?.before ?? []) adjust(world, one);
    let answer: Answer | undefined;
    if (step.name === "upload") answer = await handIn(photographer, plan.listing, uploads, missing);
    else if (step.name === "process") answer = await photographer.process(plan.listing);
    else if (step.name === "complete") answer = await photographer.complete(plan.listing);
    else answer = await owner.approve(plan.listing, step.name === "approve");
    await happen("during");
    for (const one of fit?.steps[index]?.during ?? []) adjust(world, one);
    playing.onMark?.(index, world.trace.events.length);
    await world.settle();
    await happen("after");
    await world.settle();
    if (goOn && !(await goOn(step, answer, world))) return;
  }
  if (circumstances.world.workers === true) await world.advance(WORKERS_MS);
}

/** As `upload` of the photographer, also where the request is refused. */
async function handIn(
  photographer: Photographer,
  listing: number,
  uploads: readonly Upload[],
  missing: readonly string[],
): Promise<Answer> {
  const answer = await photographer.requestUploads(listing, uploads);
  const { files = [] } = answer.json as { readonly files?: readonly UploadUrl[] };
  for (const [index, { uploadUrl, headers }] of files.entries()) {
    const photo = uploads[index]?.photo;
    if (photo && !missing.includes(photo.name)) await photographer.put(uploadUrl, headers, photo.bytes);
  }
  return answer;
}

interface UploadUrl {
  readonly uploadUrl: string;
  readonly headers: Record<string, string>;
}

/** Jobs of other listings have taken the numbers between. */
async function makeNextJob(world: World, job: number): Promise<void> {
  const rows = await world.database.rows("media_processing_jobs");
  const last = Number(rows.at(-1)?.id ?? Number.POSITIVE_INFINITY);
  if (job > last + 1)
    await world.database.execute(`ALTER TABLE media_processing_jobs AUTO_INCREMENT=${Math.floor(job)}`);
}

async function filesOf({ files }: Plan, conditions: Circumstances["files"]): Promise<FilesOfPlan> {
  const { named, missing } = namedFiles(files, conditions);
  return { uploads: await namedUploads(await listing28Uploads("small"), named), missing };
}

interface FilesOfPlan {
  readonly uploads: readonly Upload[];
  readonly missing: readonly string[];
}

/** The plan's files with what is wrong with them, and the names of those that never arrive. */
export function namedFiles(
  files: readonly PlannedFile[],
  conditions: Circumstances["files"],
): { readonly named: readonly NamedFile[]; readonly missing: readonly string[] } {
  const missing: string[] = [];
  const named = files.map((file, index): NamedFile => {
    const condition = conditions.get(index);
    if (condition === "missing") missing.push(file.name);
    return condition === undefined || condition === "missing" ? file : { ...file, condition };
  });
  return { named, missing };
}
