import { DEFECT_IDS, DEFECTS, type DefectId } from "../../../../system/defects.ts";
import { PROCESSING_MACHINE } from "../../../../system/infrastructure.ts";
import { REVISIONS, type RevisionName } from "../../../../system/revisions.ts";
import { type FileCondition, isVideo } from "../../../scenario/named-uploads.ts";
import type { Plan } from "../inference/plan.ts";
import type { Circumstances, Happening } from "../playing/circumstances.ts";
import type { Departure } from "./departure.ts";
import { faultDepartures } from "./fault-departures.ts";

/** Every single departure that is tried for a plan on a revision, in the fixed order of the search. */
export function departuresOf(plan: Plan, revision: RevisionName): readonly Departure[] {
  return [
    ...CONFIGURATIONS,
    ...deployed(revision),
    ...defectDepartures(revision),
    ...fileDepartures(plan),
    ...faultDepartures(plan),
  ];
}

/** What a revision needs of those who deploy it: neither of the two alone changes anything that can be seen. */
const DEPLOYMENT = ["D2", "D3"] as const satisfies readonly DefectId[];

function deployed(revision: RevisionName): readonly Departure[] {
  const own = new Set<DefectId>(REVISIONS[revision].defects);
  if (!DEPLOYMENT.every((defect) => own.has(defect))) return [];
  return [
    {
      id: "machine-deployed",
      words: "the finalization machine is deployed, and the server may start it",
      kind: "configuration",
      change: (from) => ({ ...from, removed: [...from.removed, ...DEPLOYMENT] }),
    },
  ];
}

const CONFIGURATIONS: readonly Departure[] = [
  configuration("wrong-arn", "the configured finalization ARN is that of the processing machine", {
    finalizationMachine: PROCESSING_MACHINE,
  }),
  configuration("unknown-arn", "the configured finalization ARN names a machine that does not exist", {
    finalizationMachine: "listing-media-finalization-sm",
  }),
  configuration("tracing-off", "tracing is switched off", { tracing: false }),
  configuration("workers-on", "reconciler and cleaner run, and the listing is looked at 40 minutes later", {
    workers: true,
  }),
  configuration("other-secret", "the server checks callbacks with another secret than the pipeline signs with", {
    settings: { callback: { sharedSecret: "another-secret" } },
  }),
  configuration("no-secret", "the server has no callback secret, so it checks no signature", {
    settings: { callback: { sharedSecret: "" } },
  }),
  configuration("small-batches", "the server takes one file a batch", {
    settings: { limits: { maxFilesPerBatch: 1 } },
  }),
];

function configuration(id: string, words: string, world: Circumstances["world"]): Departure {
  return { id, words, kind: "configuration", change: (from) => ({ ...from, world: { ...from.world, ...world } }) };
}

function defectDepartures(revision: RevisionName): readonly Departure[] {
  const own = new Set<DefectId>(REVISIONS[revision].defects);
  return DEFECT_IDS.map((defect): Departure => {
    const { title, correct } = DEFECTS[defect];
    if (own.has(defect)) {
      const change = (from: Circumstances) => ({ ...from, removed: [...from.removed, defect] });
      return { id: `-${defect}`, words: `${defect} is mended: ${correct}`, kind: "defect", defect, change };
    }
    const change = (from: Circumstances) => ({ ...from, added: [...from.added, defect] });
    return { id: `+${defect}`, words: `${defect}: ${title}`, kind: "defect", defect, change };
  });
}

const CONDITIONS: readonly (readonly [FileCondition | "missing", string])[] = [
  ["truncated", "is truncated, as an interrupted upload leaves it"],
  ["missing", "was never uploaded"],
  ["no-picture", "is no picture at all, whatever its name says"],
  ["png", "is a PNG"],
  ["one-pixel", "is a JPEG of one pixel"],
];
const OF_VIDEOS: typeof CONDITIONS = [
  ["truncated", "is truncated, as an interrupted upload leaves it"],
  ["missing", "was never uploaded"],
  ["no-picture", "is no video at all, whatever its name says"],
  ["photo", "is a photo under a video's name"],
  ["short", "is half a second long, and ends before the second at which its thumbnail is taken"],
];
/** Of more files each alone would be a search of its own. */
const MOST_FILES = 12;

function fileDepartures({ files }: Plan): readonly Departure[] {
  const single = files
    .slice(0, MOST_FILES)
    .flatMap(({ assetType, sequence, name }, index) =>
      (isVideo({ assetType }) ? OF_VIDEOS : CONDITIONS).map(([condition, words]) =>
        ofFiles(
          `${condition} ${assetType} ${sequence}`,
          `${name} (${assetType} ${sequence}) ${words}`,
          [index],
          condition,
        ),
      ),
    );
  const all = files.map((_, index) => index);
  const whole = CONDITIONS.map(([condition, words]) =>
    ofFiles(`${condition} all`, `every one of the ${files.length} files ${words}`, all, condition),
  );
  const vanished = files
    .slice(0, MOST_FILES)
    .flatMap(({ assetType, sequence, name }, index) => [
      vanishing(plain(assetType, sequence), name, index, "process"),
      vanishing(plain(assetType, sequence), name, index, "complete"),
    ]);
  return [...single, ...(files.length > 1 ? whole : []), ...vanished];
}

const plain = (assetType: string, sequence: number): string => `${assetType} ${sequence}`;

function ofFiles(
  id: string,
  words: string,
  indexes: readonly number[],
  condition: FileCondition | "missing",
): Departure {
  const change = (from: Circumstances): Circumstances => ({
    ...from,
    files: new Map([...from.files, ...indexes.map((index) => [index, condition] as const)]),
  });
  return { id, words, kind: "file", change };
}

function vanishing(asset: string, name: string, index: number, step: "process" | "complete"): Departure {
  const when = step === "process" ? "during" : "before";
  const words =
    step === "process"
      ? `the original of ${name} (${asset}) vanishes while its job waits in the queue`
      : `the original of ${name} (${asset}) is gone when “complete” is asked for`;
  const happening: Happening = {
    step,
    when,
    act: async (world) => {
      const rows = await world.database.rows("media_assets");
      const key = rows[index]?.s3_key_raw;
      if (typeof key !== "string") return;
      const { s3 } = await world.clients();
      const { DeleteObjectCommand } = await import("@aws-sdk/client-s3");
      await s3.send(new DeleteObjectCommand({ Bucket: world.place.bucketName, Key: key }));
    },
    imports: ["DeleteObjectCommand"],
    code: () => [
      `const [Key] = (await world.database.rows("media_assets")).slice(${index}).map((row) => String(row.s3_key_raw));`,
      "const { s3 } = await world.clients();",
      "await s3.send(new DeleteObjectCommand({ Bucket: world.place.bucketName, Key }));",
    ],
  };
  const change = (from: Circumstances) => ({ ...from, happenings: [...from.happenings, happening] });
  return { id: `gone-at-${step} ${asset}`, words, kind: "file", acts: { step }, change };
}
