import type { Clock } from "../../clock/clock.ts";
import { machineTime } from "../../clock/machine-time.ts";
import { RandomStreams } from "../../clock/random-streams.ts";
import { type SqlDoor, startSqlDoor } from "../../database/door/sql-door.ts";
import { FaultPlan } from "../../network/faults.ts";
import { LatencyModel } from "../../network/latency.ts";
import { Network } from "../../network/network.ts";
import { Trace } from "../../network/trace.ts";
import type { DevDatabase } from "./dev-database.ts";

/** Nobody reads them, and a run lasts for days. */
const RETAINED_EVENTS = 100;

/** The server's way to the database, by which NOW() and what the database fills in itself follow the run's clock. */
export function startDevDoor({ engine, name }: DevDatabase, clock: Clock): Promise<SqlDoor> {
  const trace = new Trace(() => clock.now(), machineTime.monotonicMs, { retain: RETAINED_EVENTS });
  const latency = new LatencyModel("instant");
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency, random: new RandomStreams(1) });
  return startSqlDoor({ engine, database: name, clock, network, tellsTime: true });
}
