import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { CloudPartsOptions } from "../../cloud/backends/cloud-parts.ts";
import type { EmbeddedCloud } from "../../cloud/backends/embedded.ts";
import { createLazyCloud } from "../../cloud/backends/lazy-cloud.ts";
import type { RegionalRooms } from "../../cloud/backends/region.ts";
import type { KeptCloud } from "../../cloud/kept-state/kept-cloud.ts";
import type { Gateway } from "../../emulator/gateway/gateway.ts";
import type { Lambda } from "../../emulator/lambda/index.ts";
import type { S3 } from "../../emulator/s3/index.ts";
import type { StepFunctions } from "../../emulator/stepfunctions/index.ts";
import { BodyShelf } from "../../network/body-shelf.ts";

/** Stops what an old cloud has under way; its role is not asked. */
const STOPPING = { source: "harness", roleArn: "arn:aws:iam::000000000000:role/administrator" } as const;

/** A room, or none as long as nobody has used it. */
type Made<R> = { readonly made: R | undefined };

interface ServedRegion {
  readonly lambda: Made<Lambda>;
  readonly stepFunctions: Made<StepFunctions>;
  readonly foretold: RegionalRooms["foretold"];
}

/** What a server asks of its cloud. */
interface ServedRooms {
  readonly gateway: Gateway;
  readonly s3: Made<S3>;
  regions(): ReadonlyMap<string, ServedRegion>;
}

interface Generation {
  readonly cloud: ServedRooms;
  /** The same cloud with all its rooms, where its state is kept: they are made for what lies on disk. */
  readonly restorable?: EmbeddedCloud;
  readonly shelf: BodyShelf;
  readonly bodies: string;
}

/**
 * A cloud that can be made anew while it is served: the new one has nothing of the old, but goes on with the same clock and
 * random streams, so that no id comes twice.
 */
export class ResettableCloud {
  readonly #options: Omit<CloudPartsOptions, "shelf">;
  readonly #kept: KeptCloud | undefined;
  readonly #folder: string;
  #generation = 0;
  #current: Generation;

  /** Large bodies lie in folders of their own below `folder`, or with the state that is kept. */
  constructor(options: Omit<CloudPartsOptions, "shelf">, folder: string, kept?: KeptCloud) {
    this.#kept = kept;
    this.#options = options;
    this.#folder = folder;
    this.#current = this.#make();
  }

  get cloud(): ServedRooms {
    return this.#current.cloud;
  }

  get shelf(): BodyShelf {
    return this.#current.shelf;
  }

  /** Takes in what is kept on disk, if anything is: before the first request. @throws EnvironmentError when it cannot be read. */
  async restore(): Promise<void> {
    const { restorable } = this.#current;
    if (restorable) await this.#kept?.restore(restorable);
  }

  /**
   * From now on requests meet an empty cloud. In the old one executions are stopped, mappings deleted and functions' processes
   * ended; who still waits for an answer of it gets one.
   */
  async reset(): Promise<void> {
    const { cloud: old, bodies } = this.#current;
    const next = this.#make();
    if (next.restorable) await this.#kept?.reset(next.restorable);
    this.#current = next;
    for (const [region, { stepFunctions, lambda, foretold }] of old.regions()) {
      for (const { arn, status } of stepFunctions.made?.executions() ?? []) {
        // Those of Express machines end by themselves within five minutes, and cannot be stopped.
        if (status !== "RUNNING" || arn.includes(":express:")) continue;
        const request = { ExecutionArn: arn, Cause: "The cloud was reset." };
        const { createServiceCalls } = await import("../../emulator/service-calls/index.ts");
        const call = createServiceCalls((source, role, http) => old.gateway.sendAs(source, role, http, region));
        await call({ ...STOPPING, service: "states", operation: "StopExecution", request });
      }
      lambda.made?.close();
      for (const room of foretold) room.made?.close?.();
    }
    rmSync(bodies, { recursive: true, force: true });
  }

  #make(): Generation {
    const bodies = join(this.#folder, `bodies-${++this.#generation}`);
    mkdirSync(bodies, { recursive: true });
    if (this.#kept) {
      const restorable = this.#kept.makeCloud(this.#options);
      return { cloud: servedRoomsOf(restorable), restorable, shelf: this.#kept.shelf, bodies };
    }
    const shelf = new BodyShelf(bodies);
    return { cloud: createLazyCloud({ ...this.#options, shelf }), shelf, bodies };
  }
}

function servedRoomsOf({ gateway, s3, regions }: EmbeddedCloud): ServedRooms {
  return {
    gateway,
    s3: { made: s3 },
    regions: () =>
      new Map(
        [...regions()].map(([region, { lambda, stepFunctions, foretold }]) => [
          region,
          { lambda: { made: lambda }, stepFunctions: { made: stepFunctions }, foretold },
        ]),
      ),
  };
}
