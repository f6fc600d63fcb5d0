import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { System } from "../../../system/revisions.ts";
import { startEngine } from "../../database/engine/start-engine.ts";
import { listingSql } from "../../database/listing-rows.ts";
import { createStandaloneDatabase } from "../standalone-server/database.ts";
import { startStandaloneServer } from "../standalone-server/server.ts";
import { standaloneSettings } from "../standalone-server/settings.ts";
import { PHOTOS, rawKey } from "./callback-body.ts";
import { type LoadPlan, type LoadResult, loadResultSchema } from "./load.ts";

const CONNECTIONS = 8;
const WARM_UP_MS = 2_000;
const MEASURED_MS = 5_000;
const REVISION = "current";
/** Requests per second that a run must reach on two cores. */
const WANTED = { list: 1_500, callback: 400 } as const;

/**
 * `npm run bench -- server`: the server alone, with a real database, under load of a process of its own. True when both
 * kinds of request reach their rate without an error.
 */
export async function benchServer(print: (text: string) => void): Promise<boolean> {
  const engine = await startEngine();
  try {
    const system = new System(REVISION);
    const listings = Array.from({ length: CONNECTIONS }, (_, index) => ({ id: 28 + index, jobId: 20 + index }));
    const database = await createStandaloneDatabase(engine, system, [
      ...listingSql(
        system,
        listings.map(({ id }) => ({ id, status: 6 })),
      ),
      ...listings.flatMap(mediaSql),
    ]);
    const server = await startStandaloneServer({
      settings: standaloneSettings(database.goUri),
      parameters: ["--revision", REVISION],
      environment: { AWS_REGION: "us-east-1" },
      keepLines: false,
    });
    try {
      print(
        `the server alone (${REVISION}), ${engine.flavour} ${engine.version}, Node ${process.version}: ` +
          `${CONNECTIONS} connections, ${PHOTOS} photos a listing, ${MEASURED_MS / 1000} s each\n`,
      );
      const token = await signIn(server.url);
      let reached = true;
      for (const kind of ["list", "callback"] as const) {
        const result = await load({
          url: server.url,
          kind,
          token,
          listings,
          warmUpMs: WARM_UP_MS,
          measuredMs: MEASURED_MS,
        });
        print(line(kind, result));
        reached &&= result.errors === 0 && result.perSecond >= WANTED[kind];
      }
      return reached;
    } finally {
      await server.stop();
      await database.drop();
    }
  } finally {
    await engine.stop();
  }
}

function line(kind: LoadPlan["kind"], result: LoadResult): string {
  const speed = `${result.perSecond.toFixed(0).padStart(6)} requests/s (wanted: ${WANTED[kind]})`;
  const times = `p50 ${result.p50Ms.toFixed(2)} ms, p99 ${result.p99Ms.toFixed(2)} ms`;
  const errors = `${result.errors} errors${result.errors === 0 ? "" : `, the first: ${result.firstError}`}`;
  return `${kind.padEnd(10)}${speed}   ${times}   ${errors}`;
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v2/auth/signin`, {
    method: "POST",
    headers: { "X-Device-Id": "31e9637f-1d38-4a31-802e-5036a18ebdf2" },
    body: JSON.stringify({ nationalID: "52998224725", password: "Test-Passw0rd!", deviceToken: "bench" }),
  });
  const { tokens } = (await answer.json()) as { tokens: { accessToken: string } };
  return tokens.accessToken;
}

function mediaSql({ id, jobId }: { readonly id: number; readonly jobId: number }): string[] {
  const assets = Array.from(
    { length: PHOTOS },
    (_, index) => `(${id}, 'PHOTO_HORIZONTAL', ${index + 1}, 'PROCESSING', '${rawKey(id, index + 1)}')`,
  );
  return [
    `INSERT INTO media_assets (listing_identity_id, asset_type, sequence, status, s3_key_raw) VALUES ${assets.join(", ")}`,
    `INSERT INTO media_processing_jobs (id, listing_identity_id, status, provider) VALUES (${jobId}, ${id}, 'PENDING', 'STEP_FUNCTIONS')`,
  ];
}

async function load(plan: LoadPlan): Promise<LoadResult> {
  const generator = spawn(process.execPath, [fileURLToPath(new URL("load.ts", import.meta.url))], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  generator.stdin.end(JSON.stringify(plan));
  return loadResultSchema.parse(JSON.parse(await text(generator.stdout)));
}
