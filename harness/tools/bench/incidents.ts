import { Readable } from "node:stream";
import { RandomStreams } from "../../clock/random-streams.ts";
import { type Investigation, investigate } from "../../comparison/incident/investigate.ts";
import { drawLines, type Loss, lossOf } from "../../comparison/incident/planting/dropped-line.ts";
import { judgePlanted, type PlantedVerdict } from "../../comparison/incident/planting/judge-planted.ts";
import { plantIncident } from "../../comparison/incident/planting/plant-incident.ts";
import { readInputs } from "../../comparison/incident/reading/read-inputs.ts";
import { SearchWorkers } from "../../comparison/incident/search/search-workers.ts";
import { startEngine } from "../../database/engine/start-engine.ts";
import { newMemoiser } from "../../scenario/memoise.ts";

const LEAST_SHARE = 0.8;
const DEFAULT_WORLDS = 400;
const THREADS = 2;

export interface IncidentsBench {
  readonly seed: number;
  /** How many incidents. */
  readonly count: number;
  /** Of each search; default 400, which is more than there are with one departure. */
  readonly worlds?: number;
  /** So many lines of each report are lost as well, one at a time; default none. */
  readonly dropped?: number;
}

/**
 * Plants incidents, writes them down with lines left out, and looks whether the search comes to their causes. Gives whether
 * at least 80 % of the identifiable ones were found, none was explained wrongly, what tells causes apart was named, and no
 * lost line was lost without a word.
 */
export async function benchIncidents(
  { seed, count, worlds = DEFAULT_WORLDS, dropped = 0 }: IncidentsBench,
  print: (text: string) => void,
): Promise<boolean> {
  const { stop, flavour, version, origin, address, run } = await startEngine();
  const engine = { flavour, version, origin, address, run };
  const memoise = newMemoiser();
  const workers = new SearchWorkers(THREADS, engine);
  const verdicts: PlantedVerdict[] = [];
  const losses: Loss[] = [];
  try {
    for (let number = 1; number <= count; number++) {
      const planted = await plantIncident(seed, number, { engine, memoise });
      const search = async (text: string) => {
        const report = await readInputs(["-"], Readable.from([Buffer.from(text)]));
        const options = { engine, parallel: THREADS, workers, withoutSilence: true, worlds };
        const investigation: Investigation = await investigate(report.facts, options);
        return { report, investigation };
      };
      const { report, investigation } = await search(planted.report);
      const verdict = judgePlanted(planted, investigation);
      verdicts.push(verdict);
      const { results, cutAt } = investigation.search;
      // What was not tried cannot be found, and another cause that fits then seems to be the only one.
      const cut = cutAt === undefined ? "" : ", cut there";
      print(`${number}  ${lineOf(verdict)} · ${results.length} worlds${cut}, ${report.facts.length} facts`);
      for (const line of verdict.unlike) print(`   ends otherwise, ${line}`);
      for (const { place, reason } of report.problems) print(`   not read: ${place.line}: ${reason}`);
      const lines = planted.report.split("\n");
      for (const index of drawLines(lines, dropped, new RandomStreams(seed).stream(`dropped/${number}`))) {
        const { investigation: without } = await search(lines.toSpliced(index, 1).join("\n"));
        const loss = lossOf(investigation, without);
        losses.push(loss);
        print(`   without line ${index + 1}: ${loss}`);
      }
    }
  } finally {
    await workers.close();
    await stop();
  }
  const identifiable = verdicts.filter((one) => one.identifiable);
  const found = identifiable.filter((one) => one.found);
  const wrong = verdicts.filter((one) => one.wrong);
  print(
    `\nidentifiable ${identifiable.length} of ${verdicts.length}, found ${found.length}, explained wrongly ${wrong.length}`,
  );
  const unnamed = verdicts.filter(({ isEvidenceNamed }) => !isEvidenceNamed);
  if (unnamed.length > 0) print(`without a word of what has to be looked up ${unnamed.length}`);
  const silent = losses.filter((loss) => loss === "silent");
  if (losses.length > 0) print(`lines lost ${losses.length}, without a word ${silent.length}`);
  return silent.length + wrong.length + unnamed.length === 0 && found.length >= LEAST_SHARE * identifiable.length;
}

function lineOf({ cause, identifiable, found, wrong, claimed }: PlantedVerdict): string {
  const mark = wrong ? "WRONG" : found ? "found" : "not found";
  return `${mark.padEnd(9)} ${identifiable ? "identifiable    " : "not identifiable"} ${cause}, claimed ${claimed}`;
}
