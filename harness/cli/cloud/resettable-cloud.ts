import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { EmbeddedCloudOptions } from "../../cloud/backends/cloud-parts.ts";
import { createLazyCloud, type LazyCloud } from "../../cloud/backends/lazy-cloud.ts";
import { BodyShelf } from "../../network/body-shelf.ts";

/** Stops what an old cloud has under way; its role is not asked. */
const STOPPING = { source: "harness", roleArn: "arn:aws:iam::000000000000:role/administrator" } as const;

/**
 * A cloud that can be made anew while it is served: the new one has nothing of the old, but goes on with the same clock and
 * random streams, so that no id comes twice.
 */
export class ResettableCloud {
  readonly #options: Omit<EmbeddedCloudOptions, "shelf">;
  readonly #folder: string;
  #generation = 0;
  #current: { readonly cloud: LazyCloud; readonly shelf: BodyShelf; readonly bodies: string };

  /** Large bodies lie in folders of their own below `folder`. */
  constructor(options: Omit<EmbeddedCloudOptions, "shelf">, folder: string) {
    this.#options = options;
    this.#folder = folder;
    this.#current = this.#make();
  }

  get cloud(): LazyCloud {
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
    this.#current = this.#make();
    for (const [region, { stepFunctions, lambda }] of old.regions()) {
      for (const { arn, status } of stepFunctions.made?.executions() ?? []) {
        // Those of Express machines end by themselves within five minutes, and cannot be stopped.
        if (status !== "RUNNING" || arn.includes(":express:")) continue;
        const request = { ExecutionArn: arn, Cause: "The cloud was reset." };
        const { createServiceCalls } = await import("../../emulator/service-calls/index.ts");
        const call = createServiceCalls((source, role, http) => old.gateway.sendAs(source, role, http, region));
        await call({ ...STOPPING, service: "states", operation: "StopExecution", request });
      }
      lambda.made?.close();
    }
    rmSync(bodies, { recursive: true, force: true });
  }

  #make() {
    const bodies = join(this.#folder, `bodies-${++this.#generation}`);
    mkdirSync(bodies, { recursive: true });
    const shelf = new BodyShelf(bodies);
    return { cloud: createLazyCloud({ ...this.#options, shelf }), shelf, bodies };
  }
}
