/**
 * The client of `npm run bench -- sql-door`, in a process of its own as a foreign server is. It does as little as a client can,
 * so that what is measured is the way. Takes its order as JSON, and prints the median of each statement and target in
 * microseconds.
 */
import { connect } from "node:net";
import { z } from "zod";
import { machineTime } from "../../clock/machine-time.ts";
import { PacketChannel } from "../../database/door/packet-channel.ts";
import { AnswerScanner } from "../../database/door/protocol/answer-scanner.ts";
import { CAPABILITY } from "../../database/door/protocol/capabilities.ts";
import { readGreeting } from "../../database/door/protocol/greeting.ts";
import { writeHandshakeResponse } from "../../database/door/protocol/handshake-response.ts";
import { queryPacket } from "../../database/door/protocol/packet.ts";
import { connectToEngine } from "../../database/door/session-start.ts";
import { median } from "./measure.ts";

const ROUNDS = 9;
const STATEMENTS_A_ROUND = 300;
const FLAGS =
  CAPABILITY.LONG_PASSWORD |
  CAPABILITY.CONNECT_WITH_DB |
  CAPABILITY.PROTOCOL_41 |
  CAPABILITY.TRANSACTIONS |
  CAPABILITY.SECURE_CONNECTION |
  CAPABILITY.PLUGIN_AUTH;

const address = z.union([
  z.object({ port: z.number() }),
  z.object({ socketPath: z.string() }),
  z.object({ url: z.string() }),
]);
const { targets, schema, statements } = z
  .object({ targets: z.record(z.string(), address), schema: z.string(), statements: z.record(z.string(), z.string()) })
  .parse(JSON.parse(process.argv[2] ?? ""));

type Send = (sql: string) => Promise<void>;

async function open(to: z.infer<typeof address>): Promise<Send> {
  const socket = "port" in to ? connect({ host: "127.0.0.1", port: to.port, noDelay: true }) : connectToEngine(to);
  const channel = new PacketChannel(socket);
  const { plugin } = readGreeting((await channel.next()).payload);
  const capabilities = { flags: FLAGS, mariadb: 0 };
  const empty = Buffer.alloc(0);
  const login = {
    maxPacketBytes: 1 << 26,
    collation: 45,
    user: Buffer.from("root"),
    password: empty,
    attributes: empty,
  };
  channel.write(1, writeHandshakeResponse({ ...login, capabilities, schema, plugin }));
  const { payload } = await channel.next();
  if (payload[0] !== 0) throw new Error(`not let in: ${payload.toString("latin1")}`);
  channel.release();
  let scanner: AnswerScanner | undefined;
  let answered: () => void = () => {};
  socket.on("data", (piece) => {
    if (scanner?.scan(piece).last) answered();
  });
  return (sql) =>
    new Promise<void>((resolve) => {
      scanner = new AnswerScanner("results", capabilities);
      answered = resolve;
      socket.write(queryPacket(sql, false));
    });
}

const connections = new Map<string, Send>();
for (const [name, to] of Object.entries(targets)) connections.set(name, await open(to));
const medians: Record<string, Record<string, number>> = {};
for (const [kind, sql] of Object.entries(statements)) {
  const seen = new Map<string, number[]>();
  // In turn, so that a slower minute affects all equally; the first round warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, send] of connections) {
      const times: number[] = [];
      // What is watched is compared row by row, so tables stay as small as a scenario's.
      await send("TRUNCATE other");
      for (let count = 0; count < STATEMENTS_A_ROUND; count++) {
        const from = machineTime.monotonicMs();
        await send(sql);
        times.push((machineTime.monotonicMs() - from) * 1000);
      }
      if (round > 0) seen.set(name, [...(seen.get(name) ?? []), median(times)]);
    }
  }
  medians[kind] = Object.fromEntries([...seen].map(([name, times]) => [name, median(times)]));
}
process.stdout.write(JSON.stringify(medians));
process.exit(0);
