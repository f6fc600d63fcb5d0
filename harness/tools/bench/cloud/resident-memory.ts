import { machineTime } from "../../../clock/machine-time.ts";
import { bareObjects, makeBucket, messageRound } from "./clients.ts";
import { figuresOf } from "./process-figures.ts";
import { startCloud } from "./server-process.ts";

const REST_MS = 5_000;
const SAMPLE_MS = 200;
const OBJECT_BYTES = 64 << 20;
const OBJECTS = 16;

/** Megabytes of memory that a served cloud has on the machine. */
export interface ResidentMemory {
  /** 5 s after its start, before any request. */
  readonly started: number;
  /** After a few requests of S3 and SQS. */
  readonly used: number;
  /** The most while 1 GiB was put and got again. */
  readonly most: number;
  /** 5 s after that. */
  readonly after: number;
}

/** `undefined` on systems without /proc. */
export async function residentMemory(): Promise<ResidentMemory | undefined> {
  const cloud = await startCloud();
  try {
    const now = () => figuresOf(cloud.pid)?.residentMegabytes ?? Number.NaN;
    if (Number.isNaN(now())) return undefined;
    await rest();
    const started = now();
    const client = await bareObjects(cloud.url, [OBJECT_BYTES, 4096]);
    await makeBucket(cloud.url);
    await client.put(Buffer.alloc(4096));
    await client.get(4096);
    await (await messageRound(cloud.url))();
    const used = now();
    let most = used;
    const sampling = setInterval(() => {
      most = Math.max(most, now());
    }, SAMPLE_MS);
    const body = Buffer.alloc(OBJECT_BYTES, "b");
    for (let count = 0; count < OBJECTS; count++) {
      await client.put(body);
      await client.get(OBJECT_BYTES);
    }
    clearInterval(sampling);
    await rest();
    return { started, used, most, after: now() };
  } finally {
    await cloud.stop();
  }
}

const rest = (): Promise<void> => new Promise((resolve) => void machineTime.setTimeout(resolve, REST_MS));
