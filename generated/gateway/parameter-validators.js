// Generated from spec/main.tsp by `npm run generate`. Do not edit.
/* eslint-disable */
import { codePoints, isNumeral, jsonBytes } from "../runtime/validation.ts";
export const SessionsList_query = validate10;
const schema11 = {"type":"object","properties":{"limit":{"default":50,"allOf":[{"x-numeral":"integer"},{"type":"integer","minimum":1,"maximum":200}]},"cursor":{"description":"`nextCursor` of the page before.","$ref":"spec://protocol/#/$defs/Cursor"},"includeArchived":{"type":"boolean","default":false},"projectId":{"description":"Only sessions of this project.","$ref":"spec://protocol/#/$defs/ProjectId"}},"required":[],"$id":"spec://export/SessionsList_query"};
const schema13 = {"description":"Opaque: hand it back as it came.","type":"string","minLength":1,"maxLength":512};
const schema14 = {"description":"Names a project that sessions are grouped by.","type":"string","pattern":"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$","format":"uuid"};
const func2 = isNumeral;
const func3 = codePoints;
const pattern0 = new RegExp("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$", "");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsList_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.limit === undefined){
data.limit = 50;
}
if(data.includeArchived === undefined){
data.includeArchived = false;
}
let data0 = data.limit;
const _errs1 = errors;
const _errs2 = errors;
if(typeof data0 === "string" && !func2(data0, "integer")){
validate10.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid1 = _errs2 === errors;
if(valid1){
const _errs3 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 === "boolean" || data0 === null
              || (dataType0 === "string" && data0 && data0 == +data0 && !(data0 % 1))){
coerced0 = +data0;
}
else {
validate10.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["limit"] = coerced0;
}
}
}
if(errors === _errs3){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 200 || isNaN(data0)){
validate10.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200},message:"must be <= 200"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate10.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid1 = _errs3 === errors;
}
var valid0 = _errs1 === errors;
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs5 = errors;
const _errs6 = errors;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["cursor"] = coerced1;
}
}
}
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 512 && func3(data1) > 512){
validate10.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length < 1){
validate10.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data2 = data.includeArchived;
const _errs8 = errors;
if(typeof data2 !== "boolean"){
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(data2 === "false" || data2 === 0 || data2 === null){
coerced2 = false;
}
else if(data2 === "true" || data2 === 1){
coerced2 = true;
}
else {
validate10.errors = [{instancePath:instancePath+"/includeArchived",schemaPath:"#/properties/includeArchived/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
}
if(coerced2 !== undefined){
data2 = coerced2;
if(data !== undefined){
data["includeArchived"] = coerced2;
}
}
}
var valid0 = _errs8 === errors;
if(valid0){
if(data.projectId !== undefined){
let data3 = data.projectId;
const _errs10 = errors;
const _errs11 = errors;
if(typeof data3 !== "string"){
let dataType3 = typeof data3;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data3;
}
else if(data3 === null){
coerced3 = "";
}
else {
validate10.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced3 !== undefined){
data3 = coerced3;
if(data !== undefined){
data["projectId"] = coerced3;
}
}
}
if(errors === _errs11){
if(errors === _errs11){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate10.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}

export const SessionsCreate_header = validate12;
const schema15 = {"type":"object","properties":{"idempotency-key":{"description":"Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,\nwith `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.","type":"string","minLength":1,"maxLength":255}},"required":[],"$id":"spec://export/SessionsCreate_header"};

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsCreate_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["idempotency-key"] !== undefined){
let data0 = data["idempotency-key"];
const _errs1 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate12.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["idempotency-key"] = coerced0;
}
}
}
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 255 && func3(data0) > 255){
validate12.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 255 characters"}];
return false;
}
else {
if(data0.length < 1){
validate12.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
}
}
else {
validate12.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate12.errors = vErrors;
return errors === 0;
}

export const SessionsRead_path = validate13;
const schema16 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionsRead_path"};
const schema17 = {"description":"Names a session. A session of another tenant is answered like one that does not exist.","type":"string","pattern":"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$","format":"uuid"};

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsRead_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate13.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate13.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate13.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate13.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate13.errors = vErrors;
return errors === 0;
}

export const SessionsUpdate_path = validate14;
const schema18 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionsUpdate_path"};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsUpdate_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate14.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate14.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate14.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate14.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate14.errors = vErrors;
return errors === 0;
}

export const SessionsUpdate_header = validate15;
const schema20 = {"type":"object","properties":{"if-match":{"description":"The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.","type":"string"}},"required":[],"$id":"spec://export/SessionsUpdate_header"};

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsUpdate_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["if-match"] !== undefined){
let data0 = data["if-match"];
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate15.errors = [{instancePath:instancePath+"/if-match",schemaPath:"#/properties/if-match/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["if-match"] = coerced0;
}
}
}
}
}
else {
validate15.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate15.errors = vErrors;
return errors === 0;
}

export const SessionsDelete_path = validate16;
const schema21 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionsDelete_path"};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsDelete_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate16.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate16.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate16.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate16.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate16.errors = vErrors;
return errors === 0;
}

export const SessionsDelete_header = validate17;
const schema23 = {"type":"object","properties":{"if-match":{"description":"The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.","type":"string"}},"required":[],"$id":"spec://export/SessionsDelete_header"};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsDelete_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["if-match"] !== undefined){
let data0 = data["if-match"];
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate17.errors = [{instancePath:instancePath+"/if-match",schemaPath:"#/properties/if-match/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["if-match"] = coerced0;
}
}
}
}
}
else {
validate17.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate17.errors = vErrors;
return errors === 0;
}

export const SessionsArchive_path = validate18;
const schema24 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionsArchive_path"};

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsArchive_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate18.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate18.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate18.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate18.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate18.errors = vErrors;
return errors === 0;
}

export const SessionsArchive_header = validate19;
const schema26 = {"type":"object","properties":{"idempotency-key":{"description":"Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,\nwith `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.","type":"string","minLength":1,"maxLength":255}},"required":[],"$id":"spec://export/SessionsArchive_header"};

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsArchive_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["idempotency-key"] !== undefined){
let data0 = data["idempotency-key"];
const _errs1 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate19.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["idempotency-key"] = coerced0;
}
}
}
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 255 && func3(data0) > 255){
validate19.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 255 characters"}];
return false;
}
else {
if(data0.length < 1){
validate19.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
}
}
else {
validate19.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate19.errors = vErrors;
return errors === 0;
}

export const SessionsUnarchive_path = validate20;
const schema27 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionsUnarchive_path"};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsUnarchive_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate20.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate20.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}

export const SessionsUnarchive_header = validate21;
const schema29 = {"type":"object","properties":{"idempotency-key":{"description":"Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,\nwith `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.","type":"string","minLength":1,"maxLength":255}},"required":[],"$id":"spec://export/SessionsUnarchive_header"};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsUnarchive_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["idempotency-key"] !== undefined){
let data0 = data["idempotency-key"];
const _errs1 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate21.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["idempotency-key"] = coerced0;
}
}
}
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 255 && func3(data0) > 255){
validate21.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 255 characters"}];
return false;
}
else {
if(data0.length < 1){
validate21.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}

export const SessionsMessages_path = validate22;
const schema30 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionsMessages_path"};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsMessages_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate22.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate22.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate22.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}

export const SessionsMessages_query = validate23;
const schema32 = {"type":"object","properties":{"limit":{"default":50,"allOf":[{"x-numeral":"integer"},{"type":"integer","minimum":1,"maximum":200}]},"cursor":{"description":"`nextCursor` of the page before.","$ref":"spec://protocol/#/$defs/Cursor"}},"required":[],"$id":"spec://export/SessionsMessages_query"};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsMessages_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.limit === undefined){
data.limit = 50;
}
let data0 = data.limit;
const _errs1 = errors;
const _errs2 = errors;
if(typeof data0 === "string" && !func2(data0, "integer")){
validate23.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid1 = _errs2 === errors;
if(valid1){
const _errs3 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 === "boolean" || data0 === null
              || (dataType0 === "string" && data0 && data0 == +data0 && !(data0 % 1))){
coerced0 = +data0;
}
else {
validate23.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["limit"] = coerced0;
}
}
}
if(errors === _errs3){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 200 || isNaN(data0)){
validate23.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200},message:"must be <= 200"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate23.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid1 = _errs3 === errors;
}
var valid0 = _errs1 === errors;
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs5 = errors;
const _errs6 = errors;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
validate23.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["cursor"] = coerced1;
}
}
}
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 512 && func3(data1) > 512){
validate23.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length < 1){
validate23.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
else {
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}

export const SessionsRunTurn_path = validate24;
const schema34 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionsRunTurn_path"};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsRunTurn_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate24.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate24.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate24.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate24.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}

export const SessionsRunTurn_header = validate25;
const schema36 = {"type":"object","properties":{"idempotency-key":{"description":"Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,\nwith `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.","type":"string","minLength":1,"maxLength":255}},"required":[],"$id":"spec://export/SessionsRunTurn_header"};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsRunTurn_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["idempotency-key"] !== undefined){
let data0 = data["idempotency-key"];
const _errs1 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate25.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["idempotency-key"] = coerced0;
}
}
}
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 255 && func3(data0) > 255){
validate25.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 255 characters"}];
return false;
}
else {
if(data0.length < 1){
validate25.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
}
}
else {
validate25.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate25.errors = vErrors;
return errors === 0;
}

export const SessionsStop_path = validate26;
const schema37 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionsStop_path"};

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsStop_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate26.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate26.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate26.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate26.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate26.errors = vErrors;
return errors === 0;
}

export const SessionsStop_header = validate27;
const schema39 = {"type":"object","properties":{"idempotency-key":{"description":"Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,\nwith `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.","type":"string","minLength":1,"maxLength":255}},"required":[],"$id":"spec://export/SessionsStop_header"};

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsStop_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["idempotency-key"] !== undefined){
let data0 = data["idempotency-key"];
const _errs1 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate27.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["idempotency-key"] = coerced0;
}
}
}
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 255 && func3(data0) > 255){
validate27.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 255 characters"}];
return false;
}
else {
if(data0.length < 1){
validate27.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate27.errors = vErrors;
return errors === 0;
}

export const SessionsSteer_path = validate28;
const schema40 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionsSteer_path"};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsSteer_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate28.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate28.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate28.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate28.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate28.errors = vErrors;
return errors === 0;
}

export const SessionsSteer_header = validate29;
const schema42 = {"type":"object","properties":{"idempotency-key":{"description":"Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,\nwith `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.","type":"string","minLength":1,"maxLength":255}},"required":[],"$id":"spec://export/SessionsSteer_header"};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsSteer_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["idempotency-key"] !== undefined){
let data0 = data["idempotency-key"];
const _errs1 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate29.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["idempotency-key"] = coerced0;
}
}
}
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 255 && func3(data0) > 255){
validate29.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 255 characters"}];
return false;
}
else {
if(data0.length < 1){
validate29.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
}
}
else {
validate29.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate29.errors = vErrors;
return errors === 0;
}

export const SessionsAnswer_path = validate30;
const schema43 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionsAnswer_path"};

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsAnswer_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate30.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate30.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate30.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate30.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate30.errors = vErrors;
return errors === 0;
}

export const SessionsAnswer_header = validate31;
const schema45 = {"type":"object","properties":{"idempotency-key":{"description":"Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,\nwith `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.","type":"string","minLength":1,"maxLength":255}},"required":[],"$id":"spec://export/SessionsAnswer_header"};

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsAnswer_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["idempotency-key"] !== undefined){
let data0 = data["idempotency-key"];
const _errs1 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate31.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["idempotency-key"] = coerced0;
}
}
}
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 255 && func3(data0) > 255){
validate31.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 255 characters"}];
return false;
}
else {
if(data0.length < 1){
validate31.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
}
}
else {
validate31.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate31.errors = vErrors;
return errors === 0;
}

export const SessionsEvents_path = validate32;
const schema46 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionsEvents_path"};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsEvents_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate32.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate32.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate32.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate32.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate32.errors = vErrors;
return errors === 0;
}

export const SessionsEvents_query = validate33;
const schema48 = {"type":"object","properties":{"limit":{"default":50,"allOf":[{"x-numeral":"integer"},{"type":"integer","minimum":1,"maximum":200}]},"cursor":{"description":"`nextCursor` of the page before.","$ref":"spec://protocol/#/$defs/Cursor"},"afterSeq":{"allOf":[{"x-numeral":"integer"},{"description":"Where to begin; `cursor` and `Last-Event-ID` go before it.","$ref":"spec://protocol/#/$defs/Count"}]},"epoch":{"description":"The log that the cursor was counted in. With another one everything follows from 1.","$ref":"spec://protocol/#/$defs/Epoch"}},"required":[],"$id":"spec://export/SessionsEvents_query"};
const schema50 = {"description":"A number of things; zero or more.","type":"integer","minimum":0};
const schema51 = {"description":"Names one life of a session's log. A log that was restored from a backup, or forked, has a new one.","type":"string","minLength":1,"maxLength":64};

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsEvents_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.limit === undefined){
data.limit = 50;
}
let data0 = data.limit;
const _errs1 = errors;
const _errs2 = errors;
if(typeof data0 === "string" && !func2(data0, "integer")){
validate33.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid1 = _errs2 === errors;
if(valid1){
const _errs3 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 === "boolean" || data0 === null
              || (dataType0 === "string" && data0 && data0 == +data0 && !(data0 % 1))){
coerced0 = +data0;
}
else {
validate33.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["limit"] = coerced0;
}
}
}
if(errors === _errs3){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 200 || isNaN(data0)){
validate33.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200},message:"must be <= 200"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate33.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid1 = _errs3 === errors;
}
var valid0 = _errs1 === errors;
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs5 = errors;
const _errs6 = errors;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
validate33.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["cursor"] = coerced1;
}
}
}
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 512 && func3(data1) > 512){
validate33.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length < 1){
validate33.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.afterSeq !== undefined){
let data2 = data.afterSeq;
const _errs8 = errors;
const _errs9 = errors;
if(typeof data2 === "string" && !func2(data2, "integer")){
validate33.errors = [{instancePath:instancePath+"/afterSeq",schemaPath:"#/properties/afterSeq/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid3 = _errs9 === errors;
if(valid3){
const _errs10 = errors;
const _errs11 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
let dataType2 = typeof data2;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 === "boolean" || data2 === null
              || (dataType2 === "string" && data2 && data2 == +data2 && !(data2 % 1))){
coerced2 = +data2;
}
else {
validate33.errors = [{instancePath:instancePath+"/afterSeq",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced2 !== undefined){
data2 = coerced2;
if(data !== undefined){
data["afterSeq"] = coerced2;
}
}
}
if(errors === _errs11){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
validate33.errors = [{instancePath:instancePath+"/afterSeq",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid3 = _errs10 === errors;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.epoch !== undefined){
let data3 = data.epoch;
const _errs13 = errors;
const _errs14 = errors;
if(typeof data3 !== "string"){
let dataType3 = typeof data3;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data3;
}
else if(data3 === null){
coerced3 = "";
}
else {
validate33.errors = [{instancePath:instancePath+"/epoch",schemaPath:"spec://protocol/#/$defs/Epoch/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced3 !== undefined){
data3 = coerced3;
if(data !== undefined){
data["epoch"] = coerced3;
}
}
}
if(errors === _errs14){
if(typeof data3 === "string"){
if(data3.length > 64 && func3(data3) > 64){
validate33.errors = [{instancePath:instancePath+"/epoch",schemaPath:"spec://protocol/#/$defs/Epoch/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data3.length < 1){
validate33.errors = [{instancePath:instancePath+"/epoch",schemaPath:"spec://protocol/#/$defs/Epoch/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate33.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate33.errors = vErrors;
return errors === 0;
}

export const SessionsEvents_header = validate34;
const schema52 = {"type":"object","properties":{"last-event-id":{"allOf":[{"x-numeral":"integer"},{"description":"`seq` of the last event that the client has.","$ref":"spec://protocol/#/$defs/Count"}]}},"required":[],"$id":"spec://export/SessionsEvents_header"};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsEvents_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["last-event-id"] !== undefined){
let data0 = data["last-event-id"];
const _errs2 = errors;
if(typeof data0 === "string" && !func2(data0, "integer")){
validate34.errors = [{instancePath:instancePath+"/last-event-id",schemaPath:"#/properties/last-event-id/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid1 = _errs2 === errors;
if(valid1){
const _errs3 = errors;
const _errs4 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 === "boolean" || data0 === null
              || (dataType0 === "string" && data0 && data0 == +data0 && !(data0 % 1))){
coerced0 = +data0;
}
else {
validate34.errors = [{instancePath:instancePath+"/last-event-id",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["last-event-id"] = coerced0;
}
}
}
if(errors === _errs4){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 0 || isNaN(data0)){
validate34.errors = [{instancePath:instancePath+"/last-event-id",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid1 = _errs3 === errors;
}
}
}
else {
validate34.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate34.errors = vErrors;
return errors === 0;
}

export const SessionsExport_path = validate35;
const schema54 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionsExport_path"};

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsExport_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate35.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate35.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate35.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate35.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate35.errors = vErrors;
return errors === 0;
}

export const SessionsExport_query = validate36;
const schema56 = {"type":"object","properties":{"format":{"type":"string","enum":["jsonl","markdown"],"default":"jsonl"}},"required":[],"$id":"spec://export/SessionsExport_query"};

function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsExport_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.format === undefined){
data.format = "jsonl";
}
let data0 = data.format;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate36.errors = [{instancePath:instancePath+"/format",schemaPath:"#/properties/format/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["format"] = coerced0;
}
}
}
if(!((data0 === "jsonl") || (data0 === "markdown"))){
validate36.errors = [{instancePath:instancePath+"/format",schemaPath:"#/properties/format/enum",keyword:"enum",params:{allowedValues: schema56.properties.format.enum},message:"must be equal to one of the allowed values"}];
return false;
}
}
else {
validate36.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate36.errors = vErrors;
return errors === 0;
}

export const SessionsFork_path = validate37;
const schema57 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionsFork_path"};

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsFork_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate37.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate37.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate37.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate37.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate37.errors = vErrors;
return errors === 0;
}

export const SessionsFork_header = validate38;
const schema59 = {"type":"object","properties":{"idempotency-key":{"description":"Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,\nwith `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.","type":"string","minLength":1,"maxLength":255}},"required":[],"$id":"spec://export/SessionsFork_header"};

function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsFork_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["idempotency-key"] !== undefined){
let data0 = data["idempotency-key"];
const _errs1 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate38.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["idempotency-key"] = coerced0;
}
}
}
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 255 && func3(data0) > 255){
validate38.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 255 characters"}];
return false;
}
else {
if(data0.length < 1){
validate38.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
}
}
else {
validate38.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate38.errors = vErrors;
return errors === 0;
}

export const SessionFilesList_path = validate39;
const schema60 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionFilesList_path"};

function validate39(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionFilesList_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate39.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate39.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate39.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate39.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate39.errors = vErrors;
return errors === 0;
}

export const SessionFilesList_query = validate40;
const schema62 = {"type":"object","properties":{"limit":{"default":50,"allOf":[{"x-numeral":"integer"},{"type":"integer","minimum":1,"maximum":200}]},"cursor":{"description":"`nextCursor` of the page before.","$ref":"spec://protocol/#/$defs/Cursor"},"path":{"description":"The folder; empty for the workspace itself.","$ref":"spec://protocol/#/$defs/WorkspacePath","default":""},"depth":{"default":1,"allOf":[{"x-numeral":"integer"},{"description":"How many levels deep.","type":"integer","minimum":1,"maximum":10}]}},"required":[],"$id":"spec://export/SessionFilesList_query"};
const schema64 = {"description":"A path relative to the session's workspace, with `/` between its parts. One that is absolute, has a part `..`, holds\nNUL, or leads out of the workspace through a link is `PATH_OUTSIDE_WORKSPACE`.","type":"string","maxLength":4096};

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionFilesList_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.limit === undefined){
data.limit = 50;
}
if(data.path === undefined){
data.path = "";
}
if(data.depth === undefined){
data.depth = 1;
}
let data0 = data.limit;
const _errs1 = errors;
const _errs2 = errors;
if(typeof data0 === "string" && !func2(data0, "integer")){
validate40.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid1 = _errs2 === errors;
if(valid1){
const _errs3 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 === "boolean" || data0 === null
              || (dataType0 === "string" && data0 && data0 == +data0 && !(data0 % 1))){
coerced0 = +data0;
}
else {
validate40.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["limit"] = coerced0;
}
}
}
if(errors === _errs3){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 200 || isNaN(data0)){
validate40.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200},message:"must be <= 200"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate40.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid1 = _errs3 === errors;
}
var valid0 = _errs1 === errors;
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs5 = errors;
const _errs6 = errors;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
validate40.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["cursor"] = coerced1;
}
}
}
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 512 && func3(data1) > 512){
validate40.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length < 1){
validate40.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data2 = data.path;
const _errs8 = errors;
const _errs9 = errors;
if(typeof data2 !== "string"){
let dataType2 = typeof data2;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data2;
}
else if(data2 === null){
coerced2 = "";
}
else {
validate40.errors = [{instancePath:instancePath+"/path",schemaPath:"spec://protocol/#/$defs/WorkspacePath/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced2 !== undefined){
data2 = coerced2;
if(data !== undefined){
data["path"] = coerced2;
}
}
}
if(errors === _errs9){
if(typeof data2 === "string"){
if(data2.length > 4096 && func3(data2) > 4096){
validate40.errors = [{instancePath:instancePath+"/path",schemaPath:"spec://protocol/#/$defs/WorkspacePath/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 4096 characters"}];
return false;
}
}
}
var valid0 = _errs8 === errors;
if(valid0){
let data3 = data.depth;
const _errs11 = errors;
const _errs12 = errors;
if(typeof data3 === "string" && !func2(data3, "integer")){
validate40.errors = [{instancePath:instancePath+"/depth",schemaPath:"#/properties/depth/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid4 = _errs12 === errors;
if(valid4){
const _errs13 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
let dataType3 = typeof data3;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 === "boolean" || data3 === null
              || (dataType3 === "string" && data3 && data3 == +data3 && !(data3 % 1))){
coerced3 = +data3;
}
else {
validate40.errors = [{instancePath:instancePath+"/depth",schemaPath:"#/properties/depth/allOf/1/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced3 !== undefined){
data3 = coerced3;
if(data !== undefined){
data["depth"] = coerced3;
}
}
}
if(errors === _errs13){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 10 || isNaN(data3)){
validate40.errors = [{instancePath:instancePath+"/depth",schemaPath:"#/properties/depth/allOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10},message:"must be <= 10"}];
return false;
}
else {
if(data3 < 1 || isNaN(data3)){
validate40.errors = [{instancePath:instancePath+"/depth",schemaPath:"#/properties/depth/allOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid4 = _errs13 === errors;
}
var valid0 = _errs11 === errors;
}
}
}
}
else {
validate40.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate40.errors = vErrors;
return errors === 0;
}

export const SessionFilesContent_path = validate41;
const schema65 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionFilesContent_path"};

function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionFilesContent_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate41.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate41.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate41.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate41.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate41.errors = vErrors;
return errors === 0;
}

export const SessionFilesContent_query = validate42;
const schema67 = {"type":"object","properties":{"path":{"type":"string","maxLength":4096,"minLength":1}},"required":["path"],"$id":"spec://export/SessionFilesContent_query"};

function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionFilesContent_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.path === undefined) && (missing0 = "path")){
validate42.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.path !== undefined){
let data0 = data.path;
const _errs1 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate42.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["path"] = coerced0;
}
}
}
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 4096 && func3(data0) > 4096){
validate42.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 4096 characters"}];
return false;
}
else {
if(data0.length < 1){
validate42.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
}
}
}
else {
validate42.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate42.errors = vErrors;
return errors === 0;
}

export const SessionFilesHistory_path = validate43;
const schema68 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["sessionId"],"$id":"spec://export/SessionFilesHistory_path"};

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionFilesHistory_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.sessionId === undefined) && (missing0 = "sessionId")){
validate43.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate43.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate43.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate43.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate43.errors = vErrors;
return errors === 0;
}

export const SessionFilesHistory_query = validate44;
const schema70 = {"type":"object","properties":{"limit":{"default":50,"allOf":[{"x-numeral":"integer"},{"type":"integer","minimum":1,"maximum":200}]},"cursor":{"description":"`nextCursor` of the page before.","$ref":"spec://protocol/#/$defs/Cursor"},"path":{"type":"string","maxLength":4096,"minLength":1}},"required":["path"],"$id":"spec://export/SessionFilesHistory_query"};

function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionFilesHistory_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.limit === undefined){
data.limit = 50;
}
let missing0;
if((data.path === undefined) && (missing0 = "path")){
validate44.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
let data0 = data.limit;
const _errs1 = errors;
const _errs2 = errors;
if(typeof data0 === "string" && !func2(data0, "integer")){
validate44.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid1 = _errs2 === errors;
if(valid1){
const _errs3 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 === "boolean" || data0 === null
              || (dataType0 === "string" && data0 && data0 == +data0 && !(data0 % 1))){
coerced0 = +data0;
}
else {
validate44.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["limit"] = coerced0;
}
}
}
if(errors === _errs3){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 200 || isNaN(data0)){
validate44.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200},message:"must be <= 200"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate44.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid1 = _errs3 === errors;
}
var valid0 = _errs1 === errors;
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs5 = errors;
const _errs6 = errors;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
validate44.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["cursor"] = coerced1;
}
}
}
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 512 && func3(data1) > 512){
validate44.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length < 1){
validate44.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.path !== undefined){
let data2 = data.path;
const _errs8 = errors;
if(typeof data2 !== "string"){
let dataType2 = typeof data2;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data2;
}
else if(data2 === null){
coerced2 = "";
}
else {
validate44.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced2 !== undefined){
data2 = coerced2;
if(data !== undefined){
data["path"] = coerced2;
}
}
}
if(errors === _errs8){
if(typeof data2 === "string"){
if(data2.length > 4096 && func3(data2) > 4096){
validate44.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 4096 characters"}];
return false;
}
else {
if(data2.length < 1){
validate44.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate44.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate44.errors = vErrors;
return errors === 0;
}

export const SessionFilesAt_path = validate45;
const schema72 = {"type":"object","properties":{"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"},"iteration":{"allOf":[{"x-numeral":"integer"},{"$ref":"spec://protocol/#/$defs/Iteration"}]}},"required":["sessionId","iteration"],"$id":"spec://export/SessionFilesAt_path"};
const schema74 = {"description":"The version of a file: 1 for the first that a turn left behind, one more for each that differs.","type":"integer","minimum":1};

function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionFilesAt_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.sessionId === undefined) && (missing0 = "sessionId")) || ((data.iteration === undefined) && (missing0 = "iteration"))){
validate45.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.sessionId !== undefined){
let data0 = data.sessionId;
const _errs1 = errors;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate45.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["sessionId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate45.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.iteration !== undefined){
let data1 = data.iteration;
const _errs4 = errors;
const _errs5 = errors;
if(typeof data1 === "string" && !func2(data1, "integer")){
validate45.errors = [{instancePath:instancePath+"/iteration",schemaPath:"#/properties/iteration/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid2 = _errs5 === errors;
if(valid2){
const _errs6 = errors;
const _errs7 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 === "boolean" || data1 === null
              || (dataType1 === "string" && data1 && data1 == +data1 && !(data1 % 1))){
coerced1 = +data1;
}
else {
validate45.errors = [{instancePath:instancePath+"/iteration",schemaPath:"spec://protocol/#/$defs/Iteration/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["iteration"] = coerced1;
}
}
}
if(errors === _errs7){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
validate45.errors = [{instancePath:instancePath+"/iteration",schemaPath:"spec://protocol/#/$defs/Iteration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid2 = _errs6 === errors;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate45.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate45.errors = vErrors;
return errors === 0;
}

export const SessionFilesAt_query = validate46;
const schema75 = {"type":"object","properties":{"path":{"type":"string","maxLength":4096,"minLength":1}},"required":["path"],"$id":"spec://export/SessionFilesAt_query"};

function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionFilesAt_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.path === undefined) && (missing0 = "path")){
validate46.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.path !== undefined){
let data0 = data.path;
const _errs1 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate46.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["path"] = coerced0;
}
}
}
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 4096 && func3(data0) > 4096){
validate46.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 4096 characters"}];
return false;
}
else {
if(data0.length < 1){
validate46.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
}
}
}
else {
validate46.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate46.errors = vErrors;
return errors === 0;
}

export const AgentsList_query = validate47;
const schema76 = {"type":"object","properties":{"limit":{"default":50,"allOf":[{"x-numeral":"integer"},{"type":"integer","minimum":1,"maximum":200}]},"cursor":{"description":"`nextCursor` of the page before.","$ref":"spec://protocol/#/$defs/Cursor"}},"required":[],"$id":"spec://export/AgentsList_query"};

function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/AgentsList_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.limit === undefined){
data.limit = 50;
}
let data0 = data.limit;
const _errs1 = errors;
const _errs2 = errors;
if(typeof data0 === "string" && !func2(data0, "integer")){
validate47.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid1 = _errs2 === errors;
if(valid1){
const _errs3 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 === "boolean" || data0 === null
              || (dataType0 === "string" && data0 && data0 == +data0 && !(data0 % 1))){
coerced0 = +data0;
}
else {
validate47.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["limit"] = coerced0;
}
}
}
if(errors === _errs3){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 200 || isNaN(data0)){
validate47.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200},message:"must be <= 200"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate47.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid1 = _errs3 === errors;
}
var valid0 = _errs1 === errors;
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs5 = errors;
const _errs6 = errors;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
validate47.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["cursor"] = coerced1;
}
}
}
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 512 && func3(data1) > 512){
validate47.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length < 1){
validate47.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
else {
validate47.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate47.errors = vErrors;
return errors === 0;
}

export const MeUpdatePreferences_header = validate48;
const schema78 = {"type":"object","properties":{"if-match":{"description":"The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.","type":"string"}},"required":[],"$id":"spec://export/MeUpdatePreferences_header"};

function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/MeUpdatePreferences_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["if-match"] !== undefined){
let data0 = data["if-match"];
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate48.errors = [{instancePath:instancePath+"/if-match",schemaPath:"#/properties/if-match/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["if-match"] = coerced0;
}
}
}
}
}
else {
validate48.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate48.errors = vErrors;
return errors === 0;
}

export const MeListDevices_query = validate49;
const schema79 = {"type":"object","properties":{"limit":{"default":50,"allOf":[{"x-numeral":"integer"},{"type":"integer","minimum":1,"maximum":200}]},"cursor":{"description":"`nextCursor` of the page before.","$ref":"spec://protocol/#/$defs/Cursor"}},"required":[],"$id":"spec://export/MeListDevices_query"};

function validate49(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/MeListDevices_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.limit === undefined){
data.limit = 50;
}
let data0 = data.limit;
const _errs1 = errors;
const _errs2 = errors;
if(typeof data0 === "string" && !func2(data0, "integer")){
validate49.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid1 = _errs2 === errors;
if(valid1){
const _errs3 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 === "boolean" || data0 === null
              || (dataType0 === "string" && data0 && data0 == +data0 && !(data0 % 1))){
coerced0 = +data0;
}
else {
validate49.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["limit"] = coerced0;
}
}
}
if(errors === _errs3){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 200 || isNaN(data0)){
validate49.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200},message:"must be <= 200"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate49.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid1 = _errs3 === errors;
}
var valid0 = _errs1 === errors;
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs5 = errors;
const _errs6 = errors;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
validate49.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["cursor"] = coerced1;
}
}
}
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 512 && func3(data1) > 512){
validate49.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length < 1){
validate49.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
else {
validate49.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate49.errors = vErrors;
return errors === 0;
}

export const MeReadDevice_path = validate50;
const schema81 = {"type":"object","properties":{"deviceId":{"$ref":"spec://protocol/#/$defs/DeviceId"}},"required":["deviceId"],"$id":"spec://export/MeReadDevice_path"};
const schema82 = {"description":"Names a device of the caller's, as its client chose to.","type":"string","minLength":1,"maxLength":128,"pattern":"^[A-Za-z0-9][A-Za-z0-9:._@|-]*$"};
const pattern18 = new RegExp("^[A-Za-z0-9][A-Za-z0-9:._@|-]*$", "");

function validate50(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/MeReadDevice_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.deviceId === undefined) && (missing0 = "deviceId")){
validate50.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.deviceId !== undefined){
let data0 = data.deviceId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate50.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["deviceId"] = coerced0;
}
}
}
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern18.test(data0)){
validate50.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9:._@|-]*$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9:._@|-]*$"+"\""}];
return false;
}
else {
if(data0.length > 128 && func3(data0) > 128){
validate50.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data0.length < 1){
validate50.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
}
}
}
}
else {
validate50.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate50.errors = vErrors;
return errors === 0;
}

export const MeWriteDevice_path = validate51;
const schema83 = {"type":"object","properties":{"deviceId":{"$ref":"spec://protocol/#/$defs/DeviceId"}},"required":["deviceId"],"$id":"spec://export/MeWriteDevice_path"};

function validate51(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/MeWriteDevice_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.deviceId === undefined) && (missing0 = "deviceId")){
validate51.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.deviceId !== undefined){
let data0 = data.deviceId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate51.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["deviceId"] = coerced0;
}
}
}
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern18.test(data0)){
validate51.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9:._@|-]*$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9:._@|-]*$"+"\""}];
return false;
}
else {
if(data0.length > 128 && func3(data0) > 128){
validate51.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data0.length < 1){
validate51.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
}
}
}
}
else {
validate51.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate51.errors = vErrors;
return errors === 0;
}

export const MeWriteDevice_header = validate52;
const schema85 = {"type":"object","properties":{"if-match":{"description":"The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.","type":"string"}},"required":[],"$id":"spec://export/MeWriteDevice_header"};

function validate52(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/MeWriteDevice_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["if-match"] !== undefined){
let data0 = data["if-match"];
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate52.errors = [{instancePath:instancePath+"/if-match",schemaPath:"#/properties/if-match/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["if-match"] = coerced0;
}
}
}
}
}
else {
validate52.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate52.errors = vErrors;
return errors === 0;
}

export const MeDeleteDevice_path = validate53;
const schema86 = {"type":"object","properties":{"deviceId":{"$ref":"spec://protocol/#/$defs/DeviceId"}},"required":["deviceId"],"$id":"spec://export/MeDeleteDevice_path"};

function validate53(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/MeDeleteDevice_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.deviceId === undefined) && (missing0 = "deviceId")){
validate53.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.deviceId !== undefined){
let data0 = data.deviceId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate53.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["deviceId"] = coerced0;
}
}
}
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern18.test(data0)){
validate53.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9:._@|-]*$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9:._@|-]*$"+"\""}];
return false;
}
else {
if(data0.length > 128 && func3(data0) > 128){
validate53.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data0.length < 1){
validate53.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
}
}
}
}
else {
validate53.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate53.errors = vErrors;
return errors === 0;
}

export const MeDeleteDevice_header = validate54;
const schema88 = {"type":"object","properties":{"if-match":{"description":"The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.","type":"string"}},"required":[],"$id":"spec://export/MeDeleteDevice_header"};

function validate54(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/MeDeleteDevice_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["if-match"] !== undefined){
let data0 = data["if-match"];
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate54.errors = [{instancePath:instancePath+"/if-match",schemaPath:"#/properties/if-match/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["if-match"] = coerced0;
}
}
}
}
}
else {
validate54.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate54.errors = vErrors;
return errors === 0;
}

export const TenantSettingsUpdate_header = validate55;
const schema89 = {"type":"object","properties":{"if-match":{"description":"The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.","type":"string"}},"required":[],"$id":"spec://export/TenantSettingsUpdate_header"};

function validate55(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/TenantSettingsUpdate_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["if-match"] !== undefined){
let data0 = data["if-match"];
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate55.errors = [{instancePath:instancePath+"/if-match",schemaPath:"#/properties/if-match/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["if-match"] = coerced0;
}
}
}
}
}
else {
validate55.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate55.errors = vErrors;
return errors === 0;
}

export const ProjectsList_query = validate56;
const schema90 = {"type":"object","properties":{"limit":{"default":50,"allOf":[{"x-numeral":"integer"},{"type":"integer","minimum":1,"maximum":200}]},"cursor":{"description":"`nextCursor` of the page before.","$ref":"spec://protocol/#/$defs/Cursor"}},"required":[],"$id":"spec://export/ProjectsList_query"};

function validate56(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ProjectsList_query" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.limit === undefined){
data.limit = 50;
}
let data0 = data.limit;
const _errs1 = errors;
const _errs2 = errors;
if(typeof data0 === "string" && !func2(data0, "integer")){
validate56.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/0/x-numeral",keyword:"x-numeral",params:{},message:"must be "+"integer"}];
return false;
}
var valid1 = _errs2 === errors;
if(valid1){
const _errs3 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 === "boolean" || data0 === null
              || (dataType0 === "string" && data0 && data0 == +data0 && !(data0 % 1))){
coerced0 = +data0;
}
else {
validate56.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["limit"] = coerced0;
}
}
}
if(errors === _errs3){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 200 || isNaN(data0)){
validate56.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200},message:"must be <= 200"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate56.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/allOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid1 = _errs3 === errors;
}
var valid0 = _errs1 === errors;
if(valid0){
if(data.cursor !== undefined){
let data1 = data.cursor;
const _errs5 = errors;
const _errs6 = errors;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
validate56.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["cursor"] = coerced1;
}
}
}
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 512 && func3(data1) > 512){
validate56.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length < 1){
validate56.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
else {
validate56.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate56.errors = vErrors;
return errors === 0;
}

export const ProjectsCreate_header = validate57;
const schema92 = {"type":"object","properties":{"idempotency-key":{"description":"Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,\nwith `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.","type":"string","minLength":1,"maxLength":255}},"required":[],"$id":"spec://export/ProjectsCreate_header"};

function validate57(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ProjectsCreate_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["idempotency-key"] !== undefined){
let data0 = data["idempotency-key"];
const _errs1 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate57.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["idempotency-key"] = coerced0;
}
}
}
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 255 && func3(data0) > 255){
validate57.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 255 characters"}];
return false;
}
else {
if(data0.length < 1){
validate57.errors = [{instancePath:instancePath+"/idempotency-key",schemaPath:"#/properties/idempotency-key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
}
}
else {
validate57.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate57.errors = vErrors;
return errors === 0;
}

export const ProjectsRead_path = validate58;
const schema93 = {"type":"object","properties":{"projectId":{"$ref":"spec://protocol/#/$defs/ProjectId"}},"required":["projectId"],"$id":"spec://export/ProjectsRead_path"};

function validate58(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ProjectsRead_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.projectId === undefined) && (missing0 = "projectId")){
validate58.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.projectId !== undefined){
let data0 = data.projectId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate58.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["projectId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate58.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate58.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate58.errors = vErrors;
return errors === 0;
}

export const ProjectsUpdate_path = validate59;
const schema95 = {"type":"object","properties":{"projectId":{"$ref":"spec://protocol/#/$defs/ProjectId"}},"required":["projectId"],"$id":"spec://export/ProjectsUpdate_path"};

function validate59(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ProjectsUpdate_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.projectId === undefined) && (missing0 = "projectId")){
validate59.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.projectId !== undefined){
let data0 = data.projectId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate59.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["projectId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate59.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate59.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate59.errors = vErrors;
return errors === 0;
}

export const ProjectsUpdate_header = validate60;
const schema97 = {"type":"object","properties":{"if-match":{"description":"The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.","type":"string"}},"required":[],"$id":"spec://export/ProjectsUpdate_header"};

function validate60(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ProjectsUpdate_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["if-match"] !== undefined){
let data0 = data["if-match"];
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate60.errors = [{instancePath:instancePath+"/if-match",schemaPath:"#/properties/if-match/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["if-match"] = coerced0;
}
}
}
}
}
else {
validate60.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate60.errors = vErrors;
return errors === 0;
}

export const ProjectsDelete_path = validate61;
const schema98 = {"type":"object","properties":{"projectId":{"$ref":"spec://protocol/#/$defs/ProjectId"}},"required":["projectId"],"$id":"spec://export/ProjectsDelete_path"};

function validate61(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ProjectsDelete_path" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.projectId === undefined) && (missing0 = "projectId")){
validate61.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.projectId !== undefined){
let data0 = data.projectId;
const _errs2 = errors;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate61.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["projectId"] = coerced0;
}
}
}
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate61.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
}
}
}
}
}
else {
validate61.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate61.errors = vErrors;
return errors === 0;
}

export const ProjectsDelete_header = validate62;
const schema100 = {"type":"object","properties":{"if-match":{"description":"The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.","type":"string"}},"required":[],"$id":"spec://export/ProjectsDelete_header"};

function validate62(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ProjectsDelete_header" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data["if-match"] !== undefined){
let data0 = data["if-match"];
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
validate62.errors = [{instancePath:instancePath+"/if-match",schemaPath:"#/properties/if-match/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["if-match"] = coerced0;
}
}
}
}
}
else {
validate62.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate62.errors = vErrors;
return errors === 0;
}
