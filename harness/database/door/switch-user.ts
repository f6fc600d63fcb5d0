import type { Socket } from "node:net";
import { greetingPlugin, satisfyPlugin } from "./admission.ts";
import { type EngineUser, finishLogin } from "./engine-login.ts";
import { PacketChannel } from "./packet-channel.ts";
import type { Capabilities } from "./protocol/capabilities.ts";
import { type ChangeUser, readChangeUser, writeChangeUser } from "./protocol/change-user.ts";
import { type ErrorPacket, UNKNOWN_COMMAND } from "./protocol/end-packets.ts";
import { MalformedPacketError } from "./protocol/malformed-packet.ts";
import { packet } from "./protocol/packet.ts";
import { unknownSchema } from "./schemas.ts";

export interface UserSwitch {
  /** For the client: the end of the exchange. */
  readonly answer: Buffer;
  /** What the client has sent meanwhile. */
  readonly early: Buffer;
}

/**
 * `COM_CHANGE_USER`: whoever the client wants to be now, at the engine it is the door's own user in a fresh session. Throws
 * EngineLoginError or ConnectionEndedError.
 */
export async function switchUser(
  request: Buffer,
  sides: { client: Socket; engine: Socket },
  session: { capabilities: Capabilities; challenge: Buffer; database: string; user: EngineUser },
): Promise<UserSwitch | { refused: ErrorPacket }> {
  const change = readOrRefuse(request);
  if ("refused" in change) return change;
  const unknown = unknownSchema(change.schema, session.database);
  if (unknown) return { refused: unknown };
  const [client, engine] = [new PacketChannel(sides.client), new PacketChannel(sides.engine)];
  const { user, challenge, capabilities, database } = session;
  const ours = {
    ...change,
    user: Buffer.from(user.user),
    // No proof yet: the engine asks for one by the plugin of its choice.
    password: Buffer.alloc(0),
    schema: change.schema === "" ? database : change.schema,
    plugin: greetingPlugin(""),
  };
  engine.write(0, writeChangeUser(ours, capabilities));
  const [final, { sequence }] = await Promise.all([
    finishLogin(engine, user, challenge),
    satisfyPlugin(client, change, 1, challenge),
  ]);
  engine.release();
  return { answer: packet(sequence, final.payload), early: client.release() };
}

function readOrRefuse(request: Buffer): ChangeUser | { refused: ErrorPacket } {
  try {
    return readChangeUser(request);
  } catch (error) {
    if (!(error instanceof MalformedPacketError)) throw error;
    // As MySQL answers what it cannot read here.
    return { refused: UNKNOWN_COMMAND };
  }
}
