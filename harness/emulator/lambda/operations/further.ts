import type { Performance } from "../../gateway/rest-json-protocol.ts";
import type { FurtherOperationName } from "../further-operation-names.ts";
import type { LambdaState } from "../state.ts";
import { addLayerVersionPermission } from "./add-layer-version-permission.ts";
import { addPermission } from "./add-permission.ts";
import { createAlias } from "./create-alias.ts";
import { createFunctionUrlConfig } from "./create-function-url-config.ts";
import { deleteAlias } from "./delete-alias.ts";
import { deleteFunctionConcurrency } from "./delete-function-concurrency.ts";
import { deleteFunctionEventInvokeConfig } from "./delete-function-event-invoke-config.ts";
import { deleteFunctionUrlConfig } from "./delete-function-url-config.ts";
import { deleteLayerVersion } from "./delete-layer-version.ts";
import { deleteProvisionedConcurrencyConfig } from "./delete-provisioned-concurrency-config.ts";
import { getAccountSettings } from "./get-account-settings.ts";
import { getAlias } from "./get-alias.ts";
import { getFunctionCodeSigningConfig } from "./get-function-code-signing-config.ts";
import { getFunctionConcurrency } from "./get-function-concurrency.ts";
import { getFunctionEventInvokeConfig } from "./get-function-event-invoke-config.ts";
import { getFunctionRecursionConfig } from "./get-function-recursion-config.ts";
import { getFunctionUrlConfig } from "./get-function-url-config.ts";
import { getLayerVersion } from "./get-layer-version.ts";
import { getLayerVersionByArn } from "./get-layer-version-by-arn.ts";
import { getLayerVersionPolicy } from "./get-layer-version-policy.ts";
import { getPolicy } from "./get-policy.ts";
import { getProvisionedConcurrencyConfig } from "./get-provisioned-concurrency-config.ts";
import { getRuntimeManagementConfig } from "./get-runtime-management-config.ts";
import { invokeAsync } from "./invoke-async.ts";
import { invokeWithResponseStream } from "./invoke-with-response-stream.ts";
import { listAliases } from "./list-aliases.ts";
import { listFunctionEventInvokeConfigs } from "./list-function-event-invoke-configs.ts";
import { listFunctionUrlConfigs } from "./list-function-url-configs.ts";
import { listLayerVersions } from "./list-layer-versions.ts";
import { listLayers } from "./list-layers.ts";
import { listProvisionedConcurrencyConfigs } from "./list-provisioned-concurrency-configs.ts";
import { listTags } from "./list-tags.ts";
import { listVersionsByFunction } from "./list-versions-by-function.ts";
import { publishLayerVersion } from "./publish-layer-version.ts";
import { publishVersion } from "./publish-version.ts";
import { putFunctionConcurrency } from "./put-function-concurrency.ts";
import { putFunctionEventInvokeConfig } from "./put-function-event-invoke-config.ts";
import { putFunctionRecursionConfig } from "./put-function-recursion-config.ts";
import { putProvisionedConcurrencyConfig } from "./put-provisioned-concurrency-config.ts";
import { putRuntimeManagementConfig } from "./put-runtime-management-config.ts";
import { removeLayerVersionPermission } from "./remove-layer-version-permission.ts";
import { removePermission } from "./remove-permission.ts";
import { tagResource } from "./tag-resource.ts";
import { untagResource } from "./untag-resource.ts";
import { updateAlias } from "./update-alias.ts";
import { updateFunctionEventInvokeConfig } from "./update-function-event-invoke-config.ts";
import { updateFunctionUrlConfig } from "./update-function-url-config.ts";

/** What is loaded when the first of these is asked for. */
export const createFurtherOperations = (state: LambdaState) =>
  ({
    AddLayerVersionPermission: addLayerVersionPermission(state),
    AddPermission: addPermission(state),
    CreateAlias: createAlias(state),
    CreateFunctionUrlConfig: createFunctionUrlConfig(state),
    DeleteAlias: deleteAlias(state),
    DeleteFunctionConcurrency: deleteFunctionConcurrency(state),
    DeleteFunctionEventInvokeConfig: deleteFunctionEventInvokeConfig(state),
    DeleteFunctionUrlConfig: deleteFunctionUrlConfig(state),
    DeleteLayerVersion: deleteLayerVersion(state),
    DeleteProvisionedConcurrencyConfig: deleteProvisionedConcurrencyConfig(state),
    GetAccountSettings: getAccountSettings(state),
    GetAlias: getAlias(state),
    GetFunctionConcurrency: getFunctionConcurrency(state),
    GetFunctionEventInvokeConfig: getFunctionEventInvokeConfig(state),
    GetFunctionCodeSigningConfig: getFunctionCodeSigningConfig(state),
    GetFunctionRecursionConfig: getFunctionRecursionConfig(state),
    GetFunctionUrlConfig: getFunctionUrlConfig(state),
    GetLayerVersion: getLayerVersion(state),
    GetLayerVersionByArn: getLayerVersionByArn(state),
    GetLayerVersionPolicy: getLayerVersionPolicy(state),
    GetPolicy: getPolicy(state),
    GetProvisionedConcurrencyConfig: getProvisionedConcurrencyConfig(state),
    GetRuntimeManagementConfig: getRuntimeManagementConfig(state),
    InvokeAsync: invokeAsync(state),
    InvokeWithResponseStream: invokeWithResponseStream(state),
    ListAliases: listAliases(state),
    ListFunctionEventInvokeConfigs: listFunctionEventInvokeConfigs(state),
    ListFunctionUrlConfigs: listFunctionUrlConfigs(state),
    ListLayerVersions: listLayerVersions(state),
    ListLayers: listLayers(state),
    ListProvisionedConcurrencyConfigs: listProvisionedConcurrencyConfigs(state),
    ListTags: listTags(state),
    ListVersionsByFunction: listVersionsByFunction(state),
    PublishLayerVersion: publishLayerVersion(state),
    PublishVersion: publishVersion(state),
    PutFunctionConcurrency: putFunctionConcurrency(state),
    PutFunctionEventInvokeConfig: putFunctionEventInvokeConfig(state),
    PutFunctionRecursionConfig: putFunctionRecursionConfig(state),
    PutProvisionedConcurrencyConfig: putProvisionedConcurrencyConfig(state),
    PutRuntimeManagementConfig: putRuntimeManagementConfig(state),
    RemoveLayerVersionPermission: removeLayerVersionPermission(state),
    RemovePermission: removePermission(state),
    TagResource: tagResource(state),
    UntagResource: untagResource(state),
    UpdateAlias: updateAlias(state),
    UpdateFunctionEventInvokeConfig: updateFunctionEventInvokeConfig(state),
    UpdateFunctionUrlConfig: updateFunctionUrlConfig(state),
  }) satisfies Record<FurtherOperationName, Performance>;
