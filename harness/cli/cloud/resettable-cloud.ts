import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createEmbeddedCloud, type EmbeddedCloud, type EmbeddedCloudOptions } from "../../cloud/backends/embedded.ts";
import type { KeptCloud } from "../../cloud/kept-state/kept-cloud.ts";
import { createServiceCalls } from "../../emulator/service-calls/index.ts";
import { BodyShelf } from "../../network/body-shelf.ts";

/** Stops what an old cloud has under way; its role is not asked. */
const STOPPING = { source: "harness", roleArn: "arn:aws:iam::000000000000:role/administrator" } as const;

/**
 * A cloud that can be made anew while it is served: the new one has nothing of the old, but goes on with the same clock and
 * random streams, so that no id comes twice.
 */
export class ResettableCloud {
  readonly #options: Omit<EmbeddedCloudOptions, "shelf">;
  readonly #kept: KeptCloud | undefined;
  readonly #folder: string;
  #generation = 0;
  #current: { readonly cloud: EmbeddedCloud; readonly shelf: BodyShelf; readonly bodies: string };

  /** Large bodies lie in folders of their own below `folder`, or with the state that is kept. */
  constructor(options: Omit<EmbeddedCloudOptions, "shelf">, folder: string, kept?: KeptCloud) {
    this.#kept = kept;
    this.#options = kept ? { ...options, acknowledge: kept.acknowledge, onRegion: kept.onRegion } : options;
    this.#folder = folder;
    this.#current = this.#make();
  }

  get cloud(): EmbeddedCloud {
    return this.#current.cloud;
  }

  get shelf(): BodyShelf {
    return this.#current.shelf;
  }

  /**
   * From now on requests meet an empty cloud. In the old one executions are stopped, mappings deleted and functions' processes
   * ended; who still waits for an answer of it gets one.
   */
  async reset(): Promise<void> {
    const { cloud: old, bodies } = this.#current;
    const next = this.#make();
    await this.#kept?.reset(next.cloud);
    this.#current = next;
    for (const [region, { stepFunctions, lambda }] of old.regions()) {
      const call = createServiceCalls((source, role, http) => old.gateway.sendAs(source, role, http, region));
      for (const { arn, status } of stepFunctions.executions()) {
        // Those of Express machines end by themselves within five minutes, and cannot be stopped.
        if (status !== "RUNNING" || arn.includes(":express:")) continue;
        const request = { ExecutionArn: arn, Cause: "The cloud was reset." };
        await call({ ...STOPPING, service: "states", operation: "StopExecution", request });
      }
      lambda.close();
    }
    rmSync(bodies, { recursive: true, force: true });
  }

  #make() {
    const bodies = join(this.#folder, `bodies-${++this.#generation}`);
    mkdirSync(bodies, { recursive: true });
    const shelf = this.#kept?.shelf ?? new BodyShelf(bodies);
    return { cloud: createEmbeddedCloud({ ...this.#options, shelf }), shelf, bodies };
  }
}
