import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Clock } from "../../../clock/clock.ts";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { RealClock } from "../../../clock/real-clock.ts";
import { FaultPlan } from "../../../network/faults.ts";
import { LatencyModel } from "../../../network/latency.ts";
import { Network } from "../../../network/network.ts";
import { Trace } from "../../../network/trace.ts";
import { TEST_CREDENTIAL } from "../../../world/credentials.ts";
import { type Clients, createClients } from "../../backends/clients.ts";
import type { EmbeddedCloud } from "../../backends/embedded.ts";
import { inProcessRequestHandler } from "../../backends/request-handler.ts";
import { openKeptData } from "../open-kept-data.ts";

const USUAL = { account: "000000000000", region: "us-east-1", seed: 1, clock: "real" } as const;
const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };

/** What is done before the cloud goes on with what was under way: functions of the test's own are none that are kept. */
type Prepare = (cloud: EmbeddedCloud) => void;

export interface KeptCloudUnderTest {
  readonly folder: string;
  readonly cloud: EmbeddedCloud;
  readonly clients: Clients;
  /** For clients that `clients` does not have. */
  readonly reach: Parameters<typeof createClients>[0];
  /** A cloud that goes on with what is on disk at this moment, as after a `kill -9`. */
  afterCrash(clock?: Clock, prepare?: Prepare): Promise<KeptCloudUnderTest>;
  close(): void;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "kept-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A cloud in this process whose state lies in a folder. It has real time, moved by `clock`. */
export async function keptCloud(
  folder = join(temporaryFolder(), "data"),
  clock: Clock = new RealClock(),
  prepare: Prepare = () => {},
): Promise<KeptCloudUnderTest> {
  const data = openKeptData(
    folder,
    { account: undefined, region: undefined, seed: undefined, clock: undefined },
    USUAL,
  );
  const random = new RandomStreams(data.settings.seed);
  const kept = data.keep(clock, random);
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel("instant"), random });
  const cloud = kept.makeCloud({
    clock,
    random,
    network,
    accountId: data.settings.account,
    region: data.settings.region,
    hasAllRegions: true,
    policies: {},
    credentials: [TEST_CREDENTIAL],
    unknownAccessKeys: "accept-unverified",
  });
  try {
    await kept.restore(cloud);
    prepare(cloud);
    await kept.resume();
  } catch (error) {
    kept.close();
    throw error;
  }
  const reach = {
    endpoint: "http://127.0.0.1:4566",
    region: data.settings.region,
    credentials: CREDENTIALS,
    requestHandler: inProcessRequestHandler((request) => cloud.gateway.send("client", request)),
  };
  let isOpen = true;
  const close = (): void => {
    for (const { lambda } of cloud.regions().values()) lambda.close();
    if (isOpen) kept.close();
    isOpen = false;
  };
  onTestFinished(close);
  return {
    folder,
    cloud,
    clients: createClients(reach),
    reach,
    afterCrash(next, prepareNext) {
      const image = join(temporaryFolder(), "data");
      cpSync(folder, image, { recursive: true });
      return keptCloud(image, next, prepareNext);
    },
    close,
  };
}
