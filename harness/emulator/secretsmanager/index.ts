import { createJsonProtocol, type JsonOperation } from "../gateway/json-protocol.ts";
import { operationsIn } from "../gateway/not-emulated.ts";
import { refusingParameters } from "../gateway/refusing-parameters.ts";
import { SECRETS_MANAGER } from "../lazy-rooms/foretold-services.ts";
import type { RoomDependencies } from "../room.ts";
import type { KeepableRoom } from "../state-changes.ts";
import { NOT_EMULATED } from "./not-emulated.ts";
import type { SecretsManagerOperationName } from "./operation-names.ts";
import { getRandomPassword } from "./operations/get-random-password.ts";
import { listSecrets, listSecretVersionIds } from "./operations/lists.ts";
import { createSecret, deleteSecret, describeSecret, restoreSecret, updateSecret } from "./operations/secrets.ts";
import {
  deleteResourcePolicy,
  getResourcePolicy,
  putResourcePolicy,
  tagResource,
  untagResource,
} from "./operations/tags-and-policies.ts";
import { batchGetSecretValue, getSecretValue, putSecretValue, updateSecretVersionStage } from "./operations/values.ts";
import { REFUSED_PARAMETERS } from "./parameters.ts";
import { SecretDirectory } from "./secret-directory.ts";

/** One account's Secrets Manager in one region. */
export function createSecretsManager(deps: RoomDependencies): KeepableRoom {
  const secrets = new SecretDirectory(deps);
  const operations: Record<SecretsManagerOperationName, JsonOperation> = {
    BatchGetSecretValue: batchGetSecretValue(secrets),
    CreateSecret: createSecret(secrets),
    DeleteResourcePolicy: deleteResourcePolicy(secrets),
    DeleteSecret: deleteSecret(secrets),
    DescribeSecret: describeSecret(secrets),
    GetRandomPassword: getRandomPassword(secrets),
    GetResourcePolicy: getResourcePolicy(secrets),
    GetSecretValue: getSecretValue(secrets),
    ListSecretVersionIds: listSecretVersionIds(secrets),
    ListSecrets: listSecrets(secrets),
    PutResourcePolicy: putResourcePolicy(secrets),
    PutSecretValue: putSecretValue(secrets),
    RestoreSecret: restoreSecret(secrets),
    TagResource: tagResource(secrets),
    UntagResource: untagResource(secrets),
    UpdateSecret: updateSecret(secrets),
    UpdateSecretVersionStage: updateSecretVersionStage(secrets),
  };
  return {
    ...createJsonProtocol({
      ...SECRETS_MANAGER,
      operations: refusingParameters(operations, REFUSED_PARAMETERS),
      notEmulated: operationsIn(NOT_EMULATED),
    }),
    keep: async () => (await import("./kept/kept-secretsmanager.ts")).keepSecretsManager(secrets),
  };
}
