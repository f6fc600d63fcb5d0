import { connect, type Socket } from "node:net";
import type { EngineAddress } from "../engine/engine.ts";
import { type Admitted, admit, BAD_HANDSHAKE, BadHandshakeError, greetingPlugin, refusalOf } from "./admission.ts";
import type { DoorParts } from "./door-parts.ts";
import { EngineLoginError, engineUser, finishLogin, passwordProof } from "./engine-login.ts";
import { ConnectionEndedError, PacketChannel } from "./packet-channel.ts";
import { agreed, CAPABILITY, type Capabilities, offered } from "./protocol/capabilities.ts";
import { ERROR, type ErrorPacket, readError, writeError } from "./protocol/end-packets.ts";
import { type Greeting, readGreeting, writeGreeting } from "./protocol/greeting.ts";
import { writeHandshakeResponse } from "./protocol/handshake-response.ts";
import { MalformedPacketError } from "./protocol/malformed-packet.ts";
import { unknownSchema } from "./schemas.ts";

/** A client that has been let in, with its own connection to the engine. */
export interface StartedSession {
  readonly client: Socket;
  readonly engine: Socket;
  readonly capabilities: Capabilities;
  /** The engine's number of this connection; the client knows it too, and may KILL it. */
  readonly threadId: number;
  readonly challenge: Buffer;
  /** What has come from the client after the handshake. */
  readonly early: Buffer;
}

/** The engine's socket, connected or on its way. */
export function connectToEngine(address: EngineAddress): Socket {
  if ("socketPath" in address) return connect({ path: address.socketPath });
  const { hostname, port } = new URL(address.url);
  return connect({ host: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? 3306 : Number(port), noDelay: true });
}

/**
 * Ends the handshake with the client and logs in at the engine, with the capabilities on which both can agree, so that every
 * later packet means the same on both sides. Gives undefined when the client was told that it cannot come in; throws
 * ConnectionEndedError when one of the two has gone.
 */
export async function startSession(
  client: Socket,
  engine: Socket,
  parts: DoorParts,
): Promise<StartedSession | undefined> {
  const [clientSide, engineSide] = [new PacketChannel(client), new PacketChannel(engine)];
  let sequence = 0;
  try {
    const first = await engineSide.next();
    if (first.payload[0] === ERROR) return refuse(clientSide, sequence, readError(first.payload));
    const greeting = readGreeting(first.payload);
    const capabilities = offered(greeting.capabilities);
    clientSide.write(0, writeGreeting({ ...greeting, capabilities, plugin: greetingPlugin(greeting.plugin) }));
    const admitted = await admit(clientSide, greeting.challenge);
    sequence = admitted.sequence;
    const refusal = parts.visitor && refusalOf(admitted, parts.visitor, greeting.challenge);
    if (refusal) return refuse(clientSide, sequence, refusal);
    const { schema } = admitted.response;
    const unknown = unknownSchema(schema, parts.database);
    if (unknown) return refuse(clientSide, sequence, unknown);
    const agreedOn = agreed(admitted.response.capabilities, capabilities);
    const final = await logIn(engineSide, { greeting, admitted, capabilities: agreedOn, parts });
    clientSide.write(sequence, final.payload);
    const early = clientSide.release();
    engineSide.release();
    const { threadId, challenge } = greeting;
    return { client, engine, capabilities: agreedOn, threadId, challenge, early };
  } catch (error) {
    if (error instanceof BadHandshakeError) return refuse(clientSide, error.sequence, BAD_HANDSHAKE);
    if (error instanceof EngineLoginError) return refuse(clientSide, sequence, error.packet ?? saying(error.message));
    if (error instanceof MalformedPacketError) return refuse(clientSide, sequence, BAD_HANDSHAKE);
    if (error instanceof ConnectionEndedError && !client.destroyed && !client.readableEnded) {
      return refuse(clientSide, sequence, saying("The database engine behind this door does not answer"));
    }
    throw error;
  }
}

/** What the engine needs besides what was agreed: the door knows plugins, and always names a schema. */
const DOOR_FLAGS =
  CAPABILITY.PROTOCOL_41 | CAPABILITY.SECURE_CONNECTION | CAPABILITY.PLUGIN_AUTH | CAPABILITY.CONNECT_WITH_DB;

async function logIn(
  engine: PacketChannel,
  login: { greeting: Greeting; admitted: Admitted; capabilities: Capabilities; parts: DoorParts },
): Promise<{ payload: Buffer }> {
  const { greeting, admitted, capabilities, parts } = login;
  const user = engineUser(parts.engine.address);
  const { response } = admitted;
  const flags = capabilities.flags | DOOR_FLAGS;
  const plugin = greetingPlugin(greeting.plugin);
  const answer = writeHandshakeResponse({
    ...response,
    capabilities: { flags, mariadb: capabilities.mariadb },
    user: Buffer.from(user.user),
    password: passwordProof(plugin, user.password, greeting.challenge),
    schema: response.schema === "" ? parts.database : response.schema,
    plugin,
  });
  engine.write(1, answer);
  return finishLogin(engine, user, greeting.challenge);
}

function refuse(client: PacketChannel, sequence: number, error: ErrorPacket): undefined {
  client.write(sequence, writeError(error));
  client.socket.end();
}

/** MySQL's error for what has no number of its own. */
function saying(message: string): ErrorPacket {
  return { number: 1105, sqlState: "HY000", message };
}
