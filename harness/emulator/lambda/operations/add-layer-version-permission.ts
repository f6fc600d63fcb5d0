import { z } from "zod";
import { jsonBody, jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { layerName } from "../layers/layer-directory.ts";
import { optional, parseRequest } from "../request-input.ts";
import { withStatement } from "../resource-policy/resource-policy.ts";
import type { LambdaState } from "../state.ts";

const schema = z.object({
  StatementId: z.string(),
  Action: z.literal("lambda:GetLayerVersion"),
  Principal: z.string(),
  OrganizationId: optional(z.string()),
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddLayerVersionPermission.html */
export const addLayerVersionPermission = (state: LambdaState): Performance => ({
  perform({ http, labels, query }) {
    const name = layerName(labels.LayerName ?? "");
    const version = state.layers.findForPolicy(name, labels.VersionNumber ?? "");
    const input = parseRequest("AddLayerVersionPermission", schema, jsonBody(http));
    const organization: Record<string, Record<string, string>> = input.OrganizationId === undefined
      ? {}
      : { StringEquals: { "aws:PrincipalOrgID": input.OrganizationId } };
    const { policy, statement } = withStatement(
      version.policy,
      {
        statementId: input.StatementId,
        action: input.Action,
        principal: input.Principal,
        resource: `${state.layers.arn(name)}:${version.version}`,
        conditions: organization,
      },
      {
        revisionId: state.deps.random.stream("lambda/revision").uuid(),
        expectedRevisionId: query.get("RevisionId"),
      },
    );
    version.policy = policy;
    return jsonResponse(201, { Statement: JSON.stringify(statement), RevisionId: policy.revisionId });
  },
});
