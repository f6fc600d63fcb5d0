import { RandomStreams } from "../../../clock/random-streams.ts";
import type { Shard } from "../../../support/shard.ts";
import { folderOf } from "./source-files.ts";

interface InFile {
  readonly file: string;
}

/**
 * Draws `size` of the mutants, from each folder as large a part as the folder has of all; the same seed draws the same.
 * Every folder is independent: more mutants in one change nothing that is drawn elsewhere but its share.
 */
export function drawSample<M extends InFile>(mutants: readonly M[], size: number, seed: number): readonly M[] {
  if (size >= mutants.length) return mutants;
  const folders = Map.groupBy(mutants, ({ file }) => folderOf(file));
  const shares = sharesOf(new Map([...folders].map(([folder, { length }]) => [folder, length])), size);
  const streams = new RandomStreams(seed);
  return [...folders].flatMap(([folder, all]) => {
    const stream = streams.stream(`mutants/${folder}`);
    const waiting = [...all];
    const drawn = Array.from({ length: shares.get(folder) ?? 0 }, () =>
      waiting.splice(stream.integer(waiting.length), 1),
    ).flat();
    const chosen = new Set(drawn);
    return all.filter((mutant) => chosen.has(mutant));
  });
}

/** Largest remainder: the shares add up to `size` and differ from the exact ones by less than one. */
function sharesOf(counts: ReadonlyMap<string, number>, size: number): ReadonlyMap<string, number> {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const exact = [...counts].map(([folder, count]) => ({ folder, exact: (size * count) / total }));
  const shares = new Map(exact.map((share) => [share.folder, Math.floor(share.exact)]));
  const given = [...shares.values()].reduce((sum, share) => sum + share, 0);
  exact
    .sort((a, b) => (b.exact % 1) - (a.exact % 1) || (a.folder < b.folder ? -1 : 1))
    .slice(0, size - given)
    .forEach(({ folder }) => {
      shares.set(folder, (shares.get(folder) ?? 0) + 1);
    });
  return shares;
}

/** The mutants of a shard's files: whole files, the largest dealt out first, each to the part that has the least. */
export function shardOf<M extends InFile>(mutants: readonly M[], { index, count }: Shard): readonly M[] {
  const files = [...Map.groupBy(mutants, ({ file }) => file)].sort(
    ([a, inA], [b, inB]) => inB.length - inA.length || (a < b ? -1 : 1),
  );
  const parts = Array.from({ length: count }, () => ({ size: 0, files: new Set<string>() }));
  for (const [file, { length }] of files) {
    const least = parts.reduce((smallest, part) => (part.size < smallest.size ? part : smallest));
    least.files.add(file);
    least.size += length;
  }
  const own = parts[index - 1]?.files;
  return mutants.filter(({ file }) => own?.has(file));
}
