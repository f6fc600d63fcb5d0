import type { Fact, FactOf, Place } from "../../../scenario/facts/fact.ts";
import type { Inferred, PlannedFile } from "./plan.ts";

/** A key of a photo or video, raw or processed: docs/contract/pipeline.md 1.1. */
const KEY =
  /(\d{1,10})\/(?:raw|processed)\/(photo|video)\/(horizontal|vertical)\/(?:(?:thumbnail|small|medium|large|original)\/)?(?:horizontal|vertical)-(\d{2,6})-([\w.-]{1,120}\.\w{1,8})/g;

/** Files that a listing has where nothing names them. */
const ASSUMED: readonly PlannedFile[] = [{ assetType: "PHOTO_HORIZONTAL", sequence: 1, name: "photo-1.jpg" }];

export interface FoundFiles {
  readonly files: readonly PlannedFile[];
  readonly inferred: readonly Inferred[];
}

/** The files of the listing, from the keys that any fact mentions. */
export function inferFiles(facts: readonly Fact[], listing: number): FoundFiles {
  const found = new Map<string, { readonly file: PlannedFile; readonly key: string; readonly place: Place }>();
  for (const fact of facts) {
    for (const [key, of, medium = "", side = "", number, name = ""] of textOf(fact).matchAll(KEY)) {
      if (Number(of) !== listing) continue;
      const file = { assetType: `${medium}_${side}`.toUpperCase(), sequence: Number(number), name };
      const id = `${file.assetType} ${file.sequence}`;
      if (!found.has(id)) found.set(id, { file, key, place: fact.place });
    }
  }
  const named = [...found.values()].toSorted((a, b) => order(a.file, b.file));
  const inferred = named.map(({ file, key, place }) => ({
    what: `file ${file.name}`,
    value: `${file.assetType} ${file.sequence}`,
    reason: `the key ${key}`,
    place,
  }));
  const files = named.map(({ file }) => file);
  const counted = countOf(facts);
  if (counted && counted.count > files.length && counted.count <= 200) {
    const missing = counted.count - files.length;
    const reason = `${counted.count} assets are counted, and ${files.length} are named; the others are taken for photos`;
    inferred.push({ what: "files without a name", value: String(missing), reason, place: counted.place });
    return { files: [...files, ...unnamed(missing, files)], inferred };
  }
  if (files.length > 0) return { files, inferred };
  const reason = "nothing names a file or counts them";
  return { files: ASSUMED, inferred: [{ what: "files", value: "one horizontal photo", reason }] };
}

function unnamed(count: number, files: readonly PlannedFile[]): PlannedFile[] {
  const last = Math.max(0, ...files.filter(isHorizontal).map(({ sequence }) => sequence));
  return Array.from({ length: count }, (_, index) => ({
    assetType: "PHOTO_HORIZONTAL",
    sequence: last + index + 1,
    name: `photo-${last + index + 1}.jpg`,
  }));
}

const isHorizontal = ({ assetType }: PlannedFile): boolean => assetType === "PHOTO_HORIZONTAL";

/** How many assets a job was said to have. */
function countOf(facts: readonly Fact[]): { readonly count: number; readonly place: Place } | undefined {
  const counts = facts
    .filter((fact): fact is FactOf<"log"> => fact.kind === "log")
    .flatMap(({ fields, place }) =>
      typeof fields.assets_count === "number" ? [{ count: fields.assets_count, place }] : [],
    );
  return counts.toSorted((a, b) => b.count - a.count)[0];
}

function textOf(fact: Fact): string {
  return fact.kind === "row" ? Object.values(fact.columns).join(" ") : JSON.stringify(fact);
}

const order = (a: PlannedFile, b: PlannedFile): number =>
  a.assetType === b.assetType ? a.sequence - b.sequence : a.assetType < b.assetType ? -1 : 1;
