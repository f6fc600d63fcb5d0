import { delimiter, join } from "node:path";
import { isProgram } from "../../../support/is-program.ts";
import { median } from "../measure.ts";
import { bareObjects, makeBucket, messageRound, roundTrip, sdkObjects } from "./clients.ts";
import { type Comparison, compare, type Side } from "./compare.ts";
import { firstAnswerMs } from "./first-answer.ts";
import { residentMemory } from "./resident-memory.ts";
import { CLOUD, startCloud, startNullServer } from "./server-process.ts";

const SMALL_BYTES = 4096;
const LARGE_BYTES = 64 << 20;
const SMALL = { pairs: 9, times: 300 };
const LARGE = { pairs: 7, times: 2 };
const STARTS = 5;

/**
 * `npm run bench -- cloud`: a served cloud beside servers that do as little as a server can, with the same client, in pairs; its start
 * beside moto's where moto is in PATH; its memory. All as medians; the last line is JSON.
 */
export async function benchCloud(print: (text: string) => void): Promise<void> {
  print(`a served cloud, Node ${process.version}; speed is that of the null server divided by ours, pair by pair\n`);
  const speeds = await comparisons((name, compared) => print(speedLine(name, compared)));
  const starts = await startTimes();
  print(`\nfirst answer after                              ${starts.oursMs.toFixed(0)} ms`);
  if (starts.motoMs === undefined) print("moto's                                          moto_server is not in PATH");
  else {
    print(`moto's                                          ${starts.motoMs.toFixed(0)} ms`);
    print(`ours divided by moto's                          ${(starts.oursMs / starts.motoMs).toFixed(2)}`);
  }
  const memory = await residentMemory();
  if (!memory) print("\nmemory: this system has no /proc to read it from");
  else {
    print(`\nmemory 5 s after the start                      ${memory.started.toFixed(0)} MB`);
    print(`when S3 and SQS have been used                  ${memory.used.toFixed(0)} MB`);
    print(`at most while 1 GiB was put and got             ${memory.most.toFixed(0)} MB`);
    print(`5 s after that                                  ${memory.after.toFixed(0)} MB`);
  }
  print(`\n${JSON.stringify({ speeds, starts, memory: memory ?? null })}`);
}

async function comparisons(told: (name: string, compared: Comparison) => void): Promise<Record<string, Comparison>> {
  const [cloud, nothing, digesting] = await Promise.all([startCloud(), startNullServer(), startNullServer("--md5")]);
  try {
    await makeBucket(cloud.url);
    const [small, large] = [Buffer.alloc(SMALL_BYTES, "b"), Buffer.alloc(LARGE_BYTES, "b")];
    const servers = [cloud, nothing, digesting];
    const bare = await Promise.all(servers.map(({ url }) => bareObjects(url, [SMALL_BYTES, LARGE_BYTES])));
    const sdk = await Promise.all(servers.map(({ url }) => sdkObjects(url)));
    const [oursBare, nullBare, digestingBare] = bare as [(typeof bare)[0], (typeof bare)[0], (typeof bare)[0]];
    const [oursSdk, nullSdk] = sdk as [(typeof sdk)[0], (typeof sdk)[0]];
    const ours = (work: Side["work"]): Side => ({ pid: cloud.pid, work });
    const theirs = (work: Side["work"], { pid } = nothing): Side => ({ pid, work });
    const message = await messageRound(cloud.url);
    const trip = await roundTrip(nothing.url);
    await oursBare.put(small);
    await oursBare.put(large);

    const results: Record<string, Comparison> = {};
    const run = async (name: string, one: Side, other: Side, plan: typeof SMALL): Promise<void> => {
      const compared = await compare(one, other, plan);
      results[name] = compared;
      told(name, compared);
    };
    const [s, l] = [SMALL_BYTES, LARGE_BYTES];
    await run(
      "4 KiB put, SDK",
      ours(() => oursSdk.put(small)),
      theirs(() => nullSdk.put(small)),
      SMALL,
    );
    await run(
      "4 KiB get, SDK",
      ours(() => oursSdk.get(s)),
      theirs(() => nullSdk.get(s)),
      SMALL,
    );
    await run(
      "4 KiB put, bare client",
      ours(() => oursBare.put(small)),
      theirs(() => nullBare.put(small)),
      SMALL,
    );
    await run(
      "4 KiB get, bare client",
      ours(() => oursBare.get(s)),
      theirs(() => nullBare.get(s)),
      SMALL,
    );
    await run(
      "64 MiB get",
      ours(() => oursBare.get(l)),
      theirs(() => nullBare.get(l)),
      LARGE,
    );
    const digested = theirs(() => digestingBare.put(large), digesting);
    await run(
      "64 MiB put, one MD5",
      ours(() => oursBare.put(large)),
      digested,
      LARGE,
    );
    await run("SQS send, receive, delete: trips", ours(message), theirs(trip), SMALL);
    return results;
  } finally {
    await Promise.all([cloud.stop(), nothing.stop(), digesting.stop()]);
  }
}

function speedLine(name: string, { oursMs, theirsMs, speed, cpu, serverCpuMs }: Comparison): string {
  // Of several requests beside one: so many round trips.
  const told = name.endsWith("trips") ? 1 / speed : speed;
  const more = cpu === undefined ? "" : `   by CPU ${cpu.toFixed(2)}, our server ${serverCpuMs?.toFixed(2)} ms`;
  return `${name.padEnd(34)}${oursMs.toFixed(2).padStart(9)} ms${theirsMs.toFixed(2).padStart(9)} ms   ${told.toFixed(2)}${more}`;
}

async function startTimes(): Promise<{ readonly oursMs: number; readonly motoMs: number | undefined }> {
  const moto = programInPath("moto_server");
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let start = 0; start <= STARTS; start++) {
    const one = await firstAnswerMs(process.execPath, (port) => [...CLOUD, "--port", String(port)]);
    const other = moto ? await firstAnswerMs(moto, (port) => ["-p", String(port)]) : undefined;
    // The first of each may fill caches.
    if (start > 0) ours.push(one);
    if (start > 0 && other !== undefined) theirs.push(other);
  }
  return { oursMs: median(ours), motoMs: theirs.length > 0 ? median(theirs) : undefined };
}

function programInPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isProgram);
}
