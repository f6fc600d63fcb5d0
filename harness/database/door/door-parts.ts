import type { Clock } from "../../clock/clock.ts";
import type { Network } from "../../network/network.ts";
import type { EngineDescription } from "../engine/engine.ts";
import type { Visitor } from "./admission.ts";
import type { CommittedRows } from "./committed-rows.ts";
import type { EngineSide } from "./engine-side.ts";

/** What all connections of one door share. */
export interface DoorParts {
  readonly engine: EngineDescription;
  readonly database: string;
  readonly source: string;
  readonly clock: Clock;
  readonly network: Network;
  readonly rows: CommittedRows;
  readonly side: EngineSide;
  /** Runs what takes time of the world as a part of it. */
  readonly enter: <T>(name: string, activity: () => Promise<T>) => Promise<T>;
  /** Makes the world's clock stand still until the function that it gives is called, once or more. */
  readonly hold: (label: string) => () => void;
  /** Hops take no time: nobody could let it pass. */
  readonly timeless: boolean;
  /** Statements see the clock's time. */
  readonly tellsTime: boolean;
  /** Whom it lets in. Absent: everybody. */
  readonly visitor?: Visitor | undefined;
  /** Told of our own mistakes. */
  readonly report: (mistake: unknown) => void;
}
