import { FUNCTIONS } from "../../../../system/infrastructure.ts";
import { failService } from "../../../scenario/faults.ts";
import type { World } from "../../../world/world.ts";
import type { StepName } from "../inference/plan.ts";
import type { Circumstances, Happening } from "../playing/circumstances.ts";
import type { Departure } from "../search/departure.ts";

/** What can go wrong and the search does not try, so that it must say that it knows no cause. */
export interface StrangeDeparture extends Departure {
  /** Stands in a report only where this has happened. */
  readonly mark: string;
}

const ALWAYS = 99;

export const STRANGE_DEPARTURES: readonly StrangeDeparture[] = [
  byHand(
    "noted by hand",
    "somebody writes a note of their own into the last job",
    "requeued by ops",
    "UPDATE media_processing_jobs SET last_error = 'requeued by ops'",
  ),
  byHand(
    "stopped by hand",
    "somebody gives the jobs a status that the system does not have",
    "STOPPED_BY_OPS",
    "UPDATE media_processing_jobs SET status = 'STOPPED_BY_OPS'",
  ),
  byHand(
    "moved by hand",
    "somebody moves the originals into another folder, and tells the rows",
    "/legacy/photo/",
    "UPDATE media_assets SET s3_key_raw = REPLACE(s3_key_raw, '/raw/photo/', '/legacy/photo/')",
  ),
  otherCode("key disabled", "process", FUNCTIONS.thumbnails, "GetObject", "KMS.DisabledException"),
  otherCode("bucket gone", "complete", FUNCTIONS.zip, "PutObject", "NoSuchBucket"),
];

function byHand(id: string, words: string, mark: string, statement: string): StrangeDeparture {
  return strange(id, words, mark, {
    step: "complete",
    when: "after",
    act: async (world: World) => void (await world.database.execute(statement)),
    code: () => [`await world.database.execute(${JSON.stringify(statement)});`],
    imports: [],
  });
}

type ServiceHop = Parameters<typeof failService>[1];

/** A service refuses with an error that the search does not know of it. */
function otherCode(
  id: string,
  step: StepName,
  source: NonNullable<ServiceHop["source"]>,
  operation: string,
  code: string,
): StrangeDeparture {
  const hop = { source, target: "s3", operation } as ServiceHop;
  const options = { status: 400, code, message: "The request was rejected", times: ALWAYS };
  return strange(id, `S3 answers ${operation} of ${source} with ${code}`, code, {
    step,
    when: "before",
    act: (world: World) => failService(world, hop, options),
    code: (times) => [`failService(world, ${JSON.stringify(hop)}, ${JSON.stringify({ ...options, times })});`],
    fault: `${code} of s3`,
    imports: ["failService"],
  });
}

function strange(id: string, words: string, mark: string, happening: Happening): StrangeDeparture {
  const change = (from: Circumstances) => ({ ...from, happenings: [...from.happenings, happening] });
  return { id, words, kind: "fault", mark, change };
}
