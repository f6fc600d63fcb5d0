import type { RevisionName } from "../../../../system/revisions.ts";
import { REVISIONS } from "../../../../system/revisions.ts";
import { type RandomStream, RandomStreams } from "../../../clock/random-streams.ts";
import { type Seen, seeWorld } from "../../../scenario/facts/seen.ts";
import type { Plan, PlannedFile, Step } from "../inference/plan.ts";
import { asDelivered } from "../playing/circumstances.ts";
import { type Playing, playPlan } from "../playing/play-plan.ts";
import { depart } from "../search/departure.ts";
import { departuresOf } from "../search/departures.ts";
import { type Candidate, fingerprintOf } from "../search/world-result.ts";
import { signatureOf } from "./signature.ts";
import { STRANGE_DEPARTURES, type StrangeDeparture } from "./strange-departures.ts";
import { drawForms, partOf, writtenDown } from "./written-down.ts";

/** An incident that was made, so that its cause is known. */
export interface PlantedIncident {
  readonly cause: Candidate;
  readonly plan: Plan;
  /** How its world has ended, whole. */
  readonly signature: readonly string[];
  /** What people would have pasted, with lines left out. */
  readonly report: string;
  /** The cause is one that the search does not try. */
  readonly strange?: StrangeDeparture;
}

const NAMES = ["DSC_0012.jpg", "facade.jpg", "IMG_4411.JPG", "kitchen-2.jpg", "PXL_20251130.jpg", "sala.jpg"];
const REVISION_NAMES = Object.keys(REVISIONS) as RevisionName[];
const MOST_DRAWS = 40;
/** Of so many listings one has a video. */
const ONE_VIDEO_OF = 8;
const VIDEO: PlannedFile = { assetType: "VIDEO_HORIZONTAL", sequence: 1, name: "tour.mp4" };
/** Of so many incidents one has a cause that the search does not know. */
const ONE_STRANGE_OF = 6;

/**
 * Draws a revision, files and one departure that can be seen, plays it, and writes down what people would have, leaving out
 * 30 to 60 % of the lines. Some departures are none that the search tries. One seed and number give one incident.
 */
export async function plantIncident(
  seed: number,
  number: number,
  playing: Pick<Playing, "engine" | "memoise">,
): Promise<PlantedIncident> {
  const random = new RandomStreams(seed).stream(`incident/${number}`);
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const revision = pick(random, REVISION_NAMES);
    const plan = drawPlan(random);
    const strange = random.integer(ONE_STRANGE_OF) === 0 ? pick(random, STRANGE_DEPARTURES) : undefined;
    const departure = strange ?? pick(random, departuresOf(plan, revision));
    // That somebody asked twice is no riddle either: the requests are in the log.
    if (departure.kind === "person") continue;
    const plain = await seen(plan, { revision, departures: [] }, playing);
    const planted = await seen(plan, { revision, departures: [departure] }, playing);
    // What nobody can see is no incident, and a server that does not start is no riddle.
    if (!plain || !planted || fingerprintOf(plain) === fingerprintOf(planted)) continue;
    if ((planted.rows.get("media_processing_jobs") ?? []).length === 0) continue;
    const report = writtenDown(partOf(planted, random), drawForms(random));
    const cause = { revision, departures: [departure] };
    return { cause, plan, signature: signatureOf(planted), report, ...(strange && { strange }) };
  }
  throw new Error(`seed ${seed} draws no incident ${number} that can be seen`);
}

function drawPlan(random: RandomStream): Plan {
  const listing = 30 + random.integer(900);
  const job = 40 + random.integer(900);
  const startAt = Date.UTC(2026, 0, 5 + random.integer(20), 8 + random.integer(9), random.integer(60));
  const count = 2 + random.integer(3);
  const files = Array.from({ length: count }, (_, index): PlannedFile => {
    const side = index % 2 === 0 ? "HORIZONTAL" : "VERTICAL";
    return { assetType: `PHOTO_${side}`, sequence: 1 + Math.floor(index / 2), name: NAMES[index] ?? "photo.jpg" };
  });
  if (random.integer(ONE_VIDEO_OF) === 0) files[count - 1] = VIDEO;
  const whole: Step[] = [
    { name: "upload" },
    { name: "process", at: startAt + 30_000, job },
    { name: "complete", at: startAt + 150_000 },
    { name: "approve", at: startAt + 3_600_000 },
  ];
  // Most people report what happened at the end of their work; some before, some after the owner was asked.
  const steps = whole.slice(0, pick(random, [2, 3, 3, 3, 4]));
  return { listing, startAt: new Date(startAt).toISOString(), files, steps };
}

async function seen(
  plan: Plan,
  { revision, departures }: Candidate,
  playing: Pick<Playing, "engine" | "memoise">,
): Promise<Seen | undefined> {
  let found: Seen | undefined;
  await playPlan(plan, depart(asDelivered(revision), departures), {
    ...playing,
    inspect: async (world) => {
      found = await seeWorld(world, []);
    },
  });
  return found;
}

function pick<T>(random: RandomStream, all: readonly T[]): T {
  const one = all[random.integer(all.length)];
  if (one === undefined) throw new Error("there is nothing to draw from");
  return one;
}
