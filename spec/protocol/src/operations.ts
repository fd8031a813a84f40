import { getDoc, type ModelProperty, type Namespace, type Program, type Type } from "@typespec/compiler";
import { getHeaderFieldName, getHttpService, type HttpOperation, type HttpOperationResponse, isHeader } from "@typespec/http";
import * as decorated from "./decorators.ts";
import type { SchemaWriter } from "./json-schema.ts";
import type { JsonSchema, OperationModel, ParameterModel, ResponseModel } from "./model.ts";
import { errorsOf } from "./raised-errors.ts";

/** The HTTP operations of a service namespace, with what the router and the documents need of them. */
export function operationsOf(program: Program, namespace: Namespace, schemas: SchemaWriter): OperationModel[] {
  const [service] = getHttpService(program, namespace);
  return service.operations.map((http) => operationModel(program, namespace, schemas, http));
}

function operationModel(program: Program, namespace: Namespace, schemas: SchemaWriter, http: HttpOperation): OperationModel {
  const { operation } = http;
  const error = errorSchema(schemas, http);
  const permission = decorated.requiredPermissions.get(program, operation);
  return {
    resource: operation.interface?.name ?? "",
    name: operation.name,
    doc: getDoc(program, operation) ?? "",
    method: http.verb.toUpperCase(),
    path: http.path,
    permission: permission ? String(permission.value ?? permission.name) : null,
    access: decorated.accessLevels.get(program, operation) ?? null,
    sessionParameter: decorated.sessionProperties.get(program, operation) ?? null,
    authenticated: !(http.authentication?.options.every((option) => option.schemes.every((scheme) => scheme.type === "noAuth")) ?? false),
    parameters: http.parameters.parameters.flatMap((parameter) => parameterModel(program, schemas, parameter)),
    body: http.parameters.body ? bodySchema(schemas, http.parameters.body.type) : null,
    responses: http.responses
      .filter(({ statusCodes }) => typeof statusCodes === "number")
      .map((response) => responseModel(program, schemas, response)),
    // One that has no answer for errors ends with none.
    errors: error === null ? [] : errorsOf(program, namespace, operation),
    error,
  };
}

function parameterModel(
  program: Program,
  schemas: SchemaWriter,
  parameter: HttpOperation["parameters"]["parameters"][number],
): ParameterModel[] {
  if (parameter.type === "cookie") return [];
  return [
    {
      name: parameter.param.name,
      wireName: parameter.type === "header" ? parameter.name.toLowerCase() : parameter.name,
      in: parameter.type,
      required: !parameter.param.optional,
      schema: schemas.propertySchema(parameter.param),
      doc: getDoc(program, parameter.param) ?? "",
    },
  ];
}

function responseModel(program: Program, schemas: SchemaWriter, response: HttpOperationResponse): ResponseModel {
  const content: Record<string, JsonSchema | null> = {};
  const headers = new Set<string>();
  for (const variant of response.responses) {
    for (const property of Object.values(variant.headers ?? {})) headers.add(headerName(program, property));
    if (!variant.body) continue;
    for (const mediaType of variant.body.contentTypes) {
      content[mediaType] = isJson(mediaType) ? bodySchema(schemas, variant.body.type) : null;
    }
  }
  return { status: Number(response.statusCodes), doc: response.description ?? "", headers: [...headers], content };
}

function errorSchema(schemas: SchemaWriter, http: HttpOperation): JsonSchema | null {
  const body = http.responses.find(({ statusCodes }) => statusCodes === "*")?.responses[0]?.body;
  return body ? schemas.schemaOf(body.type) : null;
}

function headerName(program: Program, property: ModelProperty): string {
  return isHeader(program, property) ? getHeaderFieldName(program, property).toLowerCase() : property.name;
}

function isJson(mediaType: string): boolean {
  return mediaType === "application/json" || mediaType.endsWith("+json");
}

function bodySchema(schemas: SchemaWriter, type: Type): JsonSchema {
  return schemas.schemaOf(type);
}
