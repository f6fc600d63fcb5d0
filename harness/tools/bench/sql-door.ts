import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import type { Clock } from "../../clock/clock.ts";
import { machineTime } from "../../clock/machine-time.ts";
import { RandomStreams } from "../../clock/random-streams.ts";
import { RealClock } from "../../clock/real-clock.ts";
import { connectToEngine } from "../../database/door/session-start.ts";
import { type SqlDoor, startSqlDoor } from "../../database/door/sql-door.ts";
import type { Engine, EngineAddress } from "../../database/engine/engine.ts";
import { databasePrefix } from "../../database/engine/run-databases.ts";
import { startEngine } from "../../database/engine/start-engine.ts";
import { openConnection } from "../../database/session.ts";
import { FaultPlan } from "../../network/faults.ts";
import { LatencyModel } from "../../network/latency.ts";
import { Network } from "../../network/network.ts";
import { Trace } from "../../network/trace.ts";

/** A statement through the door may take so many times what it takes through a bare pipe, and no more milliseconds. */
const WANTED = { ratio: 2, medianMs: 0.3 } as const;

const STATEMENTS = {
  "select 1": "SELECT 1",
  "a row": "SELECT * FROM houses WHERE id = 1",
  "an insert": "INSERT INTO other (v) VALUES (1)",
} as const;

const measuredSchema = z.record(z.string(), z.record(z.string(), z.number()));

/**
 * `npm run bench -- sql-door`: one client in a process of its own sends statements to the engine directly, through a bare
 * pipe of Node, and through doors; medians in microseconds. True when the plain door keeps its limits.
 */
export async function benchSqlDoor(print: (text: string) => void): Promise<boolean> {
  const engine = await startEngine();
  const name = `${databasePrefix(engine.run)}bench`;
  const side = await openConnection(engine.address, { multipleStatements: true });
  const open: { close(): unknown }[] = [];
  try {
    await side.query(
      `CREATE DATABASE ${name}; USE ${name};` +
        "CREATE TABLE houses (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40), price DECIMAL(10,2), note TEXT);" +
        "CREATE TABLE other (id INT AUTO_INCREMENT PRIMARY KEY, v INT);" +
        "INSERT INTO houses (name, price, note) VALUES ('a house', 1.25, REPEAT('x', 200))",
    );
    const pipe = await startPipe(engine.address);
    open.push(pipe.server);
    const door = async (clock: Clock, table?: string): Promise<SqlDoor> => {
      const started = await startDoor(engine, name, clock, table);
      open.push(started);
      return started;
    };
    const targets = {
      direct: engine.address,
      pipe: { port: pipe.port },
      door: { port: (await door(new RealClock())).port },
      "door, time moves": { port: (await door(new HurryingClock())).port },
      "door, rows watched": { port: (await door(new RealClock(), "other")).port },
    };
    const measured = await measureInChild({ targets, schema: name, statements: STATEMENTS });
    print(`${engine.flavour} ${engine.version}, Node ${process.version}, microseconds per statement (median)\n`);
    const columns = Object.keys(targets);
    print(`${"".padEnd(10)}${columns.map((column) => column.padStart(20)).join("")}   door/pipe`);
    let kept = true;
    for (const [kind, medians] of Object.entries(measured)) {
      const { pipe: bare = Number.NaN, door: ours = Number.NaN } = medians;
      kept &&= ours / bare <= WANTED.ratio && ours <= WANTED.medianMs * 1000;
      const figures = columns.map((column) => (medians[column] ?? Number.NaN).toFixed(0).padStart(20)).join("");
      print(`${kind.padEnd(10)}${figures}${(ours / bare).toFixed(2).padStart(12)}`);
    }
    print(`\nlimits: ${WANTED.ratio} times the pipe, ${WANTED.medianMs} ms: ${kept ? "kept" : "NOT KEPT"}`);
    return kept;
  } finally {
    for (const each of open) await each.close();
    await side.query(`DROP DATABASE IF EXISTS ${name}`);
    await side.end();
    await engine.stop();
  }
}

async function measureInChild(order: unknown): Promise<z.infer<typeof measuredSchema>> {
  const program = fileURLToPath(new URL("sql-door-client.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(order)]);
  return measuredSchema.parse(JSON.parse(stdout));
}

/** The least that a door can cost: bytes from one socket to another. */
async function startPipe(address: EngineAddress): Promise<{ server: Server; port: number }> {
  const server = createServer({ noDelay: true }, (client) => {
    const engine = connectToEngine(address);
    client.pipe(engine).pipe(client);
    client.on("error", () => engine.destroy());
    engine.on("error", () => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("a TCP server without a port");
  return { server, port: bound.port };
}

function startDoor(engine: Engine, database: string, clock: Clock, table: string | undefined): Promise<SqlDoor> {
  const trace = new Trace(() => clock.now(), machineTime.monotonicMs);
  const parts = {
    clock,
    trace,
    faults: new FaultPlan(),
    latency: new LatencyModel("instant"),
    random: new RandomStreams(1),
  };
  const watch = table === undefined ? [] : [{ table }];
  return startSqlDoor({ engine, database, clock, network: new Network(parts), watch });
}

/** A virtual clock that has moved whenever somebody looks: every statement is stamped. */
class HurryingClock implements Clock {
  readonly kind = "virtual";
  readonly #real = new RealClock();
  #now = Date.UTC(2025, 11, 3);

  now(): number {
    return ++this.#now;
  }

  readonly sleep = this.#real.sleep.bind(this.#real);
  readonly timer = this.#real.timer.bind(this.#real);
  readonly run = this.#real.run.bind(this.#real);
  readonly spawn = this.#real.spawn.bind(this.#real);
  readonly settle = this.#real.settle.bind(this.#real);
  readonly expectOutside = this.#real.expectOutside.bind(this.#real);
}
