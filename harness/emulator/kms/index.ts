import { createJsonProtocol, type JsonOperation } from "../gateway/json-protocol.ts";
import { operationsIn } from "../gateway/not-emulated.ts";
import { refusingParameters } from "../gateway/refusing-parameters.ts";
import { KMS } from "../lazy-rooms/foretold-services.ts";
import type { RoomDependencies } from "../room.ts";
import type { KeepableRoom } from "../state-changes.ts";
import { KeyDirectory } from "./key-directory.ts";
import { NOT_EMULATED } from "./not-emulated.ts";
import type { KmsOperationName } from "./operation-names.ts";
import { createAlias, deleteAlias, listAliases, updateAlias } from "./operations/aliases.ts";
import { decrypt, encrypt, generateDataKey, generateRandom, reEncrypt } from "./operations/encryption.ts";
import {
  getKeyPolicy,
  getKeyRotationStatus,
  listKeyPolicies,
  listResourceTags,
  putKeyPolicy,
  setRotation,
  tagResource,
  untagResource,
} from "./operations/key-settings.ts";
import {
  cancelKeyDeletion,
  createKey,
  describeKey,
  listKeys,
  scheduleKeyDeletion,
  setEnabled,
  updateKeyDescription,
} from "./operations/keys.ts";
import { REFUSED_PARAMETERS } from "./parameters.ts";

/** One account's KMS in one region. */
export function createKms(deps: RoomDependencies): KeepableRoom {
  const keys = new KeyDirectory(deps);
  const operations: Record<KmsOperationName, JsonOperation> = {
    CancelKeyDeletion: cancelKeyDeletion(keys),
    CreateAlias: createAlias(keys),
    CreateKey: createKey(keys),
    Decrypt: decrypt(keys),
    DeleteAlias: deleteAlias(keys),
    DescribeKey: describeKey(keys),
    DisableKey: setEnabled(keys, false),
    DisableKeyRotation: setRotation(keys, false),
    EnableKey: setEnabled(keys, true),
    EnableKeyRotation: setRotation(keys, true),
    Encrypt: encrypt(keys),
    GenerateDataKey: generateDataKey(keys, true),
    GenerateDataKeyWithoutPlaintext: generateDataKey(keys, false),
    GenerateRandom: generateRandom(keys),
    GetKeyPolicy: getKeyPolicy(keys),
    GetKeyRotationStatus: getKeyRotationStatus(keys),
    ListAliases: listAliases(keys),
    ListKeyPolicies: listKeyPolicies(keys),
    ListKeys: listKeys(keys),
    ListResourceTags: listResourceTags(keys),
    PutKeyPolicy: putKeyPolicy(keys),
    ReEncrypt: reEncrypt(keys),
    ScheduleKeyDeletion: scheduleKeyDeletion(keys),
    TagResource: tagResource(keys),
    UntagResource: untagResource(keys),
    UpdateAlias: updateAlias(keys),
    UpdateKeyDescription: updateKeyDescription(keys),
  };
  return {
    ...createJsonProtocol({
      ...KMS,
      operations: refusingParameters(operations, REFUSED_PARAMETERS),
      notEmulated: operationsIn(NOT_EMULATED),
    }),
    keep: async () => (await import("./kept/kept-kms.ts")).keepKms(keys),
  };
}
