// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.
/* eslint-disable */
import { codePoints, isNumeral, jsonBytes, utf8Bytes } from "../runtime/validation.ts";
export const StreamCall = validate10;
const schema11 = {"description":"A call of a method.","type":"object","properties":{"jsonrpc":{"type":"string","const":"2.0"},"id":{"description":"Comes back with the answer. Without it there is no answer.","$ref":"spec://protocol/#/$defs/StreamCallId"},"method":{"type":"string","maxLength":64},"params":{"description":"By name; none by default.","type":"object","additionalProperties":true}},"required":["jsonrpc","method"],"$id":"spec://export/StreamCall"};
const schema13 = {"description":"What a caller recognises the answer by.","anyOf":[{"$ref":"spec://protocol/#/$defs/StreamCallName"},{"type":"integer"},{"type":"null"}]};
const schema14 = {"description":"A call's id that is a text.","type":"string","maxLength":256};
const func2 = codePoints;

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data === "string"){
if(data.length > 256 && func2(data) > 256){
const err0 = {instancePath,schemaPath:"spec://protocol/#/$defs/StreamCallName/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"spec://protocol/#/$defs/StreamCallName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs4 = errors;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err2 = {instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid0 = _errs4 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs6 = errors;
if(data !== null){
const err3 = {instancePath,schemaPath:"#/anyOf/2/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var _valid0 = _errs6 === errors;
valid0 = valid0 || _valid0;
}
}
if(!valid0){
const err4 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
validate12.errors = vErrors;
return false;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate12.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/StreamCall" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.jsonrpc === undefined) && (missing0 = "jsonrpc")) || ((data.method === undefined) && (missing0 = "method"))){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.jsonrpc !== undefined){
let data0 = data.jsonrpc;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate10.errors = [{instancePath:instancePath+"/jsonrpc",schemaPath:"#/properties/jsonrpc/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("2.0" !== data0){
validate10.errors = [{instancePath:instancePath+"/jsonrpc",schemaPath:"#/properties/jsonrpc/const",keyword:"const",params:{allowedValue: "2.0"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
const _errs3 = errors;
if(!(validate12(data.id, {instancePath:instancePath+"/id",parentData:data,parentDataProperty:"id",rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.method !== undefined){
let data2 = data.method;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data2 === "string"){
if(data2.length > 64 && func2(data2) > 64){
validate10.errors = [{instancePath:instancePath+"/method",schemaPath:"#/properties/method/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/method",schemaPath:"#/properties/method/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.params !== undefined){
let data3 = data.params;
const _errs6 = errors;
if(errors === _errs6){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
}
else {
validate10.errors = [{instancePath:instancePath+"/params",schemaPath:"#/properties/params/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
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

export const KvGetParams = validate14;
const schema15 = {"description":"Reads an entry. One that is not there is `NOT_FOUND`.","type":"object","properties":{"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"},"key":{"$ref":"spec://protocol/#/$defs/Key"},"consistency":{"description":"Where the read is made.","$ref":"spec://protocol/#/$defs/Consistency","default":"local"},"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":["namespace","key"],"$id":"spec://export/KvGetParams"};
const schema16 = {"description":"A place in the tree of entries: segments joined by `/`. A segment has letters, digits and `: . _ @ | -`, and anything\nelse as `%` with two hexadecimal digits; it is neither empty nor `.` nor `..`. At most 512 bytes. It is compared\ncharacter by character: `%2f` and `%2F` are two names.\n\nA namespace covers itself and what is below it, by whole segments: `tenant:acme` covers `tenant:acme/settings`, and\nnever `tenant:acme2`.","type":"string","maxLength":512,"pattern":"^(?!\\.{0,2}(?:/|$))[A-Za-z0-9:._@|-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9:._@|-]*)*(?:/(?!\\.{0,2}(?:/|$))[A-Za-z0-9:._@|-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9:._@|-]*)*)*$","x-pattern-message":"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits","x-max-bytes":512};
const schema17 = {"description":"Names an entry within its namespace: 1 to 512 bytes of UTF-8 without control characters and without half of a\nsurrogate pair. It may hold `/`. `.` and `..` are refused: URL libraries swallow them.","type":"string","minLength":1,"maxLength":512,"pattern":"^(?!\\.{1,2}$)[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$","x-pattern-message":"must not be '.' or '..', and have no control character and no half of a surrogate pair","x-max-bytes":512};
const schema18 = {"description":"Where a read is made.","type":"string","enum":["local","linearizable"]};
const func5 = utf8Bytes;
const pattern0 = new RegExp("^(?!\\.{0,2}(?:/|$))[A-Za-z0-9:._@|-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9:._@|-]*)*(?:/(?!\\.{0,2}(?:/|$))[A-Za-z0-9:._@|-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9:._@|-]*)*)*$");
const pattern1 = new RegExp("^(?!\\.{1,2}$)[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$");

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/KvGetParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.consistency === undefined){
data.consistency = "local";
}
if(data.forward === undefined){
data.forward = true;
}
let missing0;
if(((data.namespace === undefined) && (missing0 = "namespace")) || ((data.key === undefined) && (missing0 = "key"))){
validate14.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.namespace !== undefined){
let data0 = data.namespace;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 512 && func2(data0) > 512){
validate14.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data0.length > 170 && func5(data0) > 512){
validate14.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern0.test(data0)){
validate14.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data1 = data.key;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 512 && func2(data1) > 512){
validate14.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length < 1){
validate14.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data1.length > 170 && func5(data1) > 512){
validate14.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern1.test(data1)){
validate14.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data2 = data.consistency;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate14.errors = [{instancePath:instancePath+"/consistency",schemaPath:"spec://protocol/#/$defs/Consistency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data2 === "local") || (data2 === "linearizable"))){
validate14.errors = [{instancePath:instancePath+"/consistency",schemaPath:"spec://protocol/#/$defs/Consistency/enum",keyword:"enum",params:{allowedValues: schema18.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs7 === errors;
if(valid0){
const _errs10 = errors;
if(typeof data.forward !== "boolean"){
validate14.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs10 === errors;
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

export const KvListParams = validate15;
const schema19 = {"description":"Lists the entries of a namespace; not those of the namespaces below it.","type":"object","properties":{"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"},"prefix":{"description":"Only entries whose keys begin like this.","$ref":"spec://protocol/#/$defs/KeyPrefix","default":""},"limit":{"type":"integer","minimum":1,"maximum":1000,"default":1000},"cursor":{"description":"`nextCursor` of the page before.","$ref":"spec://protocol/#/$defs/Cursor"},"consistency":{"description":"Where the read is made.","$ref":"spec://protocol/#/$defs/Consistency","default":"local"},"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":["namespace"],"$id":"spec://export/KvListParams"};
const schema21 = {"description":"What a key begins with; empty for every key. At most 512 bytes.","type":"string","maxLength":512,"pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$","x-pattern-message":"must have no control character and no half of a surrogate pair","x-max-bytes":512};
const schema22 = {"description":"Opaque: hand it back as it came, with the same namespace and prefix.","type":"string","maxLength":2048,"pattern":"^[A-Za-z0-9_-]+$","x-pattern-message":"must be a cursor that came with a page"};
const pattern3 = new RegExp("^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$");
const pattern4 = new RegExp("^[A-Za-z0-9_-]+$");

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/KvListParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.prefix === undefined){
data.prefix = "";
}
if(data.limit === undefined){
data.limit = 1000;
}
if(data.consistency === undefined){
data.consistency = "local";
}
if(data.forward === undefined){
data.forward = true;
}
let missing0;
if((data.namespace === undefined) && (missing0 = "namespace")){
validate15.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.namespace !== undefined){
let data0 = data.namespace;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 512 && func2(data0) > 512){
validate15.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data0.length > 170 && func5(data0) > 512){
validate15.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern0.test(data0)){
validate15.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data1 = data.prefix;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 512 && func2(data1) > 512){
validate15.errors = [{instancePath:instancePath+"/prefix",schemaPath:"spec://protocol/#/$defs/KeyPrefix/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length > 170 && func5(data1) > 512){
validate15.errors = [{instancePath:instancePath+"/prefix",schemaPath:"spec://protocol/#/$defs/KeyPrefix/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern3.test(data1)){
validate15.errors = [{instancePath:instancePath+"/prefix",schemaPath:"spec://protocol/#/$defs/KeyPrefix/pattern",keyword:"pattern",params:{},message:"must have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/prefix",schemaPath:"spec://protocol/#/$defs/KeyPrefix/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
if(valid0){
let data2 = data.limit;
const _errs7 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate15.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1000 || isNaN(data2)){
validate15.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000"}];
return false;
}
else {
if(data2 < 1 || isNaN(data2)){
validate15.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs7 === errors;
if(valid0){
if(data.cursor !== undefined){
let data3 = data.cursor;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(data3.length > 2048 && func2(data3) > 2048){
validate15.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 2048 characters"}];
return false;
}
else {
if(!pattern4.test(data3)){
validate15.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/pattern",keyword:"pattern",params:{},message:"must be a cursor that came with a page"}];
return false;
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data4 = data.consistency;
const _errs12 = errors;
if(typeof data4 !== "string"){
validate15.errors = [{instancePath:instancePath+"/consistency",schemaPath:"spec://protocol/#/$defs/Consistency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data4 === "local") || (data4 === "linearizable"))){
validate15.errors = [{instancePath:instancePath+"/consistency",schemaPath:"spec://protocol/#/$defs/Consistency/enum",keyword:"enum",params:{allowedValues: schema18.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs12 === errors;
if(valid0){
const _errs15 = errors;
if(typeof data.forward !== "boolean"){
validate15.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs15 === errors;
}
}
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

export const KvMgetParams = validate16;
const schema24 = {"description":"Reads several entries, all from the same state. Those that are not there are null.","type":"object","properties":{"keys":{"type":"array","items":{"$ref":"spec://protocol/#/$defs/EntryAddress"},"minItems":1,"maxItems":1000},"consistency":{"description":"Where the read is made.","$ref":"spec://protocol/#/$defs/Consistency","default":"local"},"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":["keys"],"$id":"spec://export/KvMgetParams"};
const schema25 = {"description":"Where an entry is.","type":"object","properties":{"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"},"key":{"$ref":"spec://protocol/#/$defs/Key"}},"required":["namespace","key"]};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.namespace === undefined) && (missing0 = "namespace")) || ((data.key === undefined) && (missing0 = "key"))){
validate17.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.namespace !== undefined){
let data0 = data.namespace;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 512 && func2(data0) > 512){
validate17.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data0.length > 170 && func5(data0) > 512){
validate17.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern0.test(data0)){
validate17.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data1 = data.key;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 512 && func2(data1) > 512){
validate17.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length < 1){
validate17.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data1.length > 170 && func5(data1) > 512){
validate17.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern1.test(data1)){
validate17.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
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
validate17.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate17.errors = vErrors;
return errors === 0;
}


function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/KvMgetParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.consistency === undefined){
data.consistency = "local";
}
if(data.forward === undefined){
data.forward = true;
}
let missing0;
if((data.keys === undefined) && (missing0 = "keys")){
validate16.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.keys !== undefined){
let data0 = data.keys;
const _errs1 = errors;
if(errors === _errs1){
if(Array.isArray(data0)){
if(data0.length > 1000){
validate16.errors = [{instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"}];
return false;
}
else {
if(data0.length < 1){
validate16.errors = [{instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
const _errs3 = errors;
if(!(validate17(data0[i0], {instancePath:instancePath+"/keys/" + i0,parentData:data0,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate17.errors : vErrors.concat(validate17.errors);
errors = vErrors.length;
}
var valid1 = _errs3 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data2 = data.consistency;
const _errs4 = errors;
if(typeof data2 !== "string"){
validate16.errors = [{instancePath:instancePath+"/consistency",schemaPath:"spec://protocol/#/$defs/Consistency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data2 === "local") || (data2 === "linearizable"))){
validate16.errors = [{instancePath:instancePath+"/consistency",schemaPath:"spec://protocol/#/$defs/Consistency/enum",keyword:"enum",params:{allowedValues: schema18.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs4 === errors;
if(valid0){
const _errs7 = errors;
if(typeof data.forward !== "boolean"){
validate16.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs7 === errors;
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

export const KvSetParams = validate19;
const schema29 = {"description":"Writes an entry.\n\nWith a `cas` of 1 or more it takes effect once at most, however often it is sent: the first time makes a higher version.\nWith `cas: 0` it may take effect again when the entry that it made is gone: deleted, or expired.","type":"object","properties":{"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"},"key":{"$ref":"spec://protocol/#/$defs/Key"},"value":{"description":"Any JSON, at most `valueBytes` of it.","x-max-json-bytes":1048576},"actor":{"description":"Who makes the change.","$ref":"spec://protocol/#/$defs/Actor","default":"api"},"cas":{"description":"The version that the entry must have; 0: there must be none.","$ref":"spec://protocol/#/$defs/Version"},"expiresAt":{"description":"When the entry expires. One that is over already makes an entry that is gone at once.","$ref":"spec://protocol/#/$defs/UnixMillis"},"ttlMs":{"description":"The same, counted from when the leader takes the write.","$ref":"spec://protocol/#/$defs/Duration"},"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":["namespace","key","value"],"not":{"required":["expiresAt","ttlMs"]},"$id":"spec://export/KvSetParams"};
const schema32 = {"description":"Who makes a change, for people to read: at most 256 characters, without control characters.","type":"string","minLength":1,"maxLength":256,"pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$","x-pattern-message":"must have no control character and no half of a surrogate pair","x-max-bytes":1024};
const schema33 = {"description":"How often a key was written: 1 at first, one more with each write, also across deletion and expiry. As `cas` it is the\nversion that a write is based on; 0 says that there must be no such entry.","type":"integer","minimum":0,"maximum":9007199254740991};
const schema34 = {"description":"Milliseconds since 1970-01-01T00:00:00Z.","type":"integer","minimum":1,"maximum":9007199254740991};
const schema35 = {"description":"A number of milliseconds.","type":"integer","minimum":1,"maximum":9007199254740991};
const func21 = jsonBytes;

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/KvSetParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.actor === undefined){
data.actor = "api";
}
if(data.forward === undefined){
data.forward = true;
}
let missing0;
if((((data.namespace === undefined) && (missing0 = "namespace")) || ((data.key === undefined) && (missing0 = "key"))) || ((data.value === undefined) && (missing0 = "value"))){
validate19.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.namespace !== undefined){
let data0 = data.namespace;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 512 && func2(data0) > 512){
validate19.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data0.length > 170 && func5(data0) > 512){
validate19.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern0.test(data0)){
validate19.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
else {
validate19.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data1 = data.key;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 512 && func2(data1) > 512){
validate19.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length < 1){
validate19.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data1.length > 170 && func5(data1) > 512){
validate19.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern1.test(data1)){
validate19.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate19.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.value !== undefined){
let data2 = data.value;
const _errs7 = errors;
if((typeof data2 !== "string" || data2.length > 174762) && func21(data2) > 1048576){
validate19.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 1048576 bytes as JSON"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data3 = data.actor;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(data3.length > 256 && func2(data3) > 256){
validate19.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 256 characters"}];
return false;
}
else {
if(data3.length < 1){
validate19.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data3.length > 341 && func5(data3) > 1024){
validate19.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 1024 bytes"}];
return false;
}
else {
if(!pattern3.test(data3)){
validate19.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/pattern",keyword:"pattern",params:{},message:"must have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate19.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
if(valid0){
if(data.cas !== undefined){
let data4 = data.cas;
const _errs11 = errors;
const _errs12 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate19.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs12){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate19.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate19.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.expiresAt !== undefined){
let data5 = data.expiresAt;
const _errs14 = errors;
const _errs15 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate19.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"spec://protocol/#/$defs/UnixMillis/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs15){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate19.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"spec://protocol/#/$defs/UnixMillis/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate19.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"spec://protocol/#/$defs/UnixMillis/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ttlMs !== undefined){
let data6 = data.ttlMs;
const _errs17 = errors;
const _errs18 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate19.errors = [{instancePath:instancePath+"/ttlMs",schemaPath:"spec://protocol/#/$defs/Duration/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs18){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate19.errors = [{instancePath:instancePath+"/ttlMs",schemaPath:"spec://protocol/#/$defs/Duration/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate19.errors = [{instancePath:instancePath+"/ttlMs",schemaPath:"spec://protocol/#/$defs/Duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const _errs20 = errors;
if(typeof data.forward !== "boolean"){
validate19.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs20 === errors;
if(valid0){
if((data.expiresAt !== undefined) && (data.ttlMs !== undefined)){
validate19.errors = [{instancePath,schemaPath:"#/not",keyword:"not",params:{},message:"must not have both expiresAt and ttlMs"}];
return false;
}
}
}
}
}
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

export const KvDeleteParams = validate20;
const schema36 = {"description":"Deletes an entry. One that is not there is no error. With `cas` it takes effect once at most, however often it is sent.","type":"object","properties":{"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"},"key":{"$ref":"spec://protocol/#/$defs/Key"},"actor":{"description":"Who makes the change.","$ref":"spec://protocol/#/$defs/Actor","default":"api"},"cas":{"description":"The version that the entry must have; 0: there must be none.","$ref":"spec://protocol/#/$defs/Version"},"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":["namespace","key"],"$id":"spec://export/KvDeleteParams"};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/KvDeleteParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.actor === undefined){
data.actor = "api";
}
if(data.forward === undefined){
data.forward = true;
}
let missing0;
if(((data.namespace === undefined) && (missing0 = "namespace")) || ((data.key === undefined) && (missing0 = "key"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.namespace !== undefined){
let data0 = data.namespace;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 512 && func2(data0) > 512){
validate20.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data0.length > 170 && func5(data0) > 512){
validate20.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern0.test(data0)){
validate20.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data1 = data.key;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 512 && func2(data1) > 512){
validate20.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length < 1){
validate20.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data1.length > 170 && func5(data1) > 512){
validate20.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern1.test(data1)){
validate20.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data2 = data.actor;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data2 === "string"){
if(data2.length > 256 && func2(data2) > 256){
validate20.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 256 characters"}];
return false;
}
else {
if(data2.length < 1){
validate20.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data2.length > 341 && func5(data2) > 1024){
validate20.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 1024 bytes"}];
return false;
}
else {
if(!pattern3.test(data2)){
validate20.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/pattern",keyword:"pattern",params:{},message:"must have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs7 === errors;
if(valid0){
if(data.cas !== undefined){
let data3 = data.cas;
const _errs10 = errors;
const _errs11 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate20.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs11){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate20.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate20.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
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
if(valid0){
const _errs13 = errors;
if(typeof data.forward !== "boolean"){
validate20.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs13 === errors;
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

export const KvBatchParams = validate21;
const schema41 = {"description":"Does several operations, all or nothing.\n\nIt takes effect once at most, however often it is sent, when one of them would: a `set` or `delete` with a `cas` of 1 or\nmore. A `check` alone does not see to that: what it checks may still be so.","type":"object","properties":{"operations":{"description":"As JSON at most `batchBytes`.","type":"array","items":{"$ref":"spec://protocol/#/$defs/Operation"},"minItems":1,"maxItems":256,"x-max-json-bytes":4194304},"actor":{"description":"Who makes the changes.","$ref":"spec://protocol/#/$defs/Actor","default":"api"},"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":["operations"],"$id":"spec://export/KvBatchParams"};
const schema42 = {"description":"One step of a batch.","type":"object","required":["op"],"properties":{"op":{"enum":["set","delete","check"]}},"discriminator":{"propertyName":"op"},"oneOf":[{"$ref":"spec://protocol/#/$defs/SetOperation"},{"$ref":"spec://protocol/#/$defs/DeleteOperation"},{"$ref":"spec://protocol/#/$defs/CheckOperation"}]};
const schema43 = {"description":"Writes an entry.","type":"object","properties":{"op":{"type":"string","const":"set"},"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"},"key":{"$ref":"spec://protocol/#/$defs/Key"},"value":{"description":"Any JSON, at most `valueBytes` of it.","x-max-json-bytes":1048576},"cas":{"description":"The version that the entry must have; 0: there must be none.","$ref":"spec://protocol/#/$defs/Version"},"expiresAt":{"description":"When the entry expires. One that is over already makes an entry that is gone at once.","$ref":"spec://protocol/#/$defs/UnixMillis"},"ttlMs":{"description":"The same, counted from when the leader takes the write.","$ref":"spec://protocol/#/$defs/Duration"}},"required":["op","namespace","key","value"],"not":{"required":["expiresAt","ttlMs"]}};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.op === undefined) && (missing0 = "op")) || ((data.namespace === undefined) && (missing0 = "namespace"))) || ((data.key === undefined) && (missing0 = "key"))) || ((data.value === undefined) && (missing0 = "value"))){
validate23.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.op !== undefined){
let data0 = data.op;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate23.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("set" !== data0){
validate23.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/const",keyword:"const",params:{allowedValue: "set"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.namespace !== undefined){
let data1 = data.namespace;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 512 && func2(data1) > 512){
validate23.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length > 170 && func5(data1) > 512){
validate23.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern0.test(data1)){
validate23.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data2 = data.key;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(data2.length > 512 && func2(data2) > 512){
validate23.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data2.length < 1){
validate23.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data2.length > 170 && func5(data2) > 512){
validate23.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern1.test(data2)){
validate23.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.value !== undefined){
let data3 = data.value;
const _errs9 = errors;
if((typeof data3 !== "string" || data3.length > 174762) && func21(data3) > 1048576){
validate23.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 1048576 bytes as JSON"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cas !== undefined){
let data4 = data.cas;
const _errs10 = errors;
const _errs11 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate23.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs11){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate23.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate23.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
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
if(valid0){
if(data.expiresAt !== undefined){
let data5 = data.expiresAt;
const _errs13 = errors;
const _errs14 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate23.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"spec://protocol/#/$defs/UnixMillis/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs14){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate23.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"spec://protocol/#/$defs/UnixMillis/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate23.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"spec://protocol/#/$defs/UnixMillis/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
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
if(valid0){
if(data.ttlMs !== undefined){
let data6 = data.ttlMs;
const _errs16 = errors;
const _errs17 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate23.errors = [{instancePath:instancePath+"/ttlMs",schemaPath:"spec://protocol/#/$defs/Duration/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs17){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate23.errors = [{instancePath:instancePath+"/ttlMs",schemaPath:"spec://protocol/#/$defs/Duration/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate23.errors = [{instancePath:instancePath+"/ttlMs",schemaPath:"spec://protocol/#/$defs/Duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if((data.expiresAt !== undefined) && (data.ttlMs !== undefined)){
validate23.errors = [{instancePath,schemaPath:"#/not",keyword:"not",params:{},message:"must not have both expiresAt and ttlMs"}];
return false;
}
}
}
}
}
}
}
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

const schema49 = {"description":"Deletes an entry. One that is not there is no error.","type":"object","properties":{"op":{"type":"string","const":"delete"},"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"},"key":{"$ref":"spec://protocol/#/$defs/Key"},"cas":{"description":"The version that the entry must have; 0: there must be none.","$ref":"spec://protocol/#/$defs/Version"}},"required":["op","namespace","key"]};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.op === undefined) && (missing0 = "op")) || ((data.namespace === undefined) && (missing0 = "namespace"))) || ((data.key === undefined) && (missing0 = "key"))){
validate24.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.op !== undefined){
let data0 = data.op;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate24.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("delete" !== data0){
validate24.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/const",keyword:"const",params:{allowedValue: "delete"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.namespace !== undefined){
let data1 = data.namespace;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 512 && func2(data1) > 512){
validate24.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length > 170 && func5(data1) > 512){
validate24.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern0.test(data1)){
validate24.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data2 = data.key;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(data2.length > 512 && func2(data2) > 512){
validate24.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data2.length < 1){
validate24.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data2.length > 170 && func5(data2) > 512){
validate24.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern1.test(data2)){
validate24.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cas !== undefined){
let data3 = data.cas;
const _errs9 = errors;
const _errs10 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate24.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate24.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate24.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
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

const schema53 = {"description":"Changes nothing, but demands that an entry has this version: else nothing of the batch happens.","type":"object","properties":{"op":{"type":"string","const":"check"},"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"},"key":{"$ref":"spec://protocol/#/$defs/Key"},"cas":{"description":"The version that the entry must have; 0: there must be none.","$ref":"spec://protocol/#/$defs/Version"}},"required":["op","namespace","key","cas"]};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.op === undefined) && (missing0 = "op")) || ((data.namespace === undefined) && (missing0 = "namespace"))) || ((data.key === undefined) && (missing0 = "key"))) || ((data.cas === undefined) && (missing0 = "cas"))){
validate25.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.op !== undefined){
let data0 = data.op;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate25.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("check" !== data0){
validate25.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/const",keyword:"const",params:{allowedValue: "check"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.namespace !== undefined){
let data1 = data.namespace;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 512 && func2(data1) > 512){
validate25.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length > 170 && func5(data1) > 512){
validate25.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern0.test(data1)){
validate25.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data2 = data.key;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(data2.length > 512 && func2(data2) > 512){
validate25.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data2.length < 1){
validate25.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data2.length > 170 && func5(data2) > 512){
validate25.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern1.test(data2)){
validate25.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cas !== undefined){
let data3 = data.cas;
const _errs9 = errors;
const _errs10 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate25.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate25.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate25.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
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


function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.op === undefined) && (missing0 = "op")){
validate22.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.op !== undefined){
let data0 = data.op;
const _errs2 = errors;
if(!(((data0 === "set") || (data0 === "delete")) || (data0 === "check"))){
validate22.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/enum",keyword:"enum",params:{allowedValues: schema42.properties.op.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const tag0 = data.op;
if(typeof tag0 == "string"){
if(tag0 === "set"){
if(!(validate23(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
else if(tag0 === "delete"){
if(!(validate24(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
else if(tag0 === "check"){
if(!(validate25(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "op", tagValue: tag0},message:"value of tag \"op\" must be in oneOf"}];
return false;
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "op", tagValue: tag0},message:"tag \"op\" must be string"}];
return false;
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


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/KvBatchParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.actor === undefined){
data.actor = "api";
}
if(data.forward === undefined){
data.forward = true;
}
let missing0;
if((data.operations === undefined) && (missing0 = "operations")){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.operations !== undefined){
let data0 = data.operations;
const _errs1 = errors;
if((typeof data0 !== "string" || data0.length > 699050) && func21(data0) > 4194304){
validate21.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/properties/operations/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 4194304 bytes as JSON"}];
return false;
}
if(errors === _errs1){
if(Array.isArray(data0)){
if(data0.length > 256){
validate21.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/properties/operations/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"}];
return false;
}
else {
if(data0.length < 1){
validate21.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/properties/operations/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
const _errs3 = errors;
if(!(validate22(data0[i0], {instancePath:instancePath+"/operations/" + i0,parentData:data0,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
var valid1 = _errs3 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/properties/operations/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data2 = data.actor;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(data2.length > 256 && func2(data2) > 256){
validate21.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 256 characters"}];
return false;
}
else {
if(data2.length < 1){
validate21.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data2.length > 341 && func5(data2) > 1024){
validate21.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 1024 bytes"}];
return false;
}
else {
if(!pattern3.test(data2)){
validate21.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/pattern",keyword:"pattern",params:{},message:"must have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
if(valid0){
const _errs7 = errors;
if(typeof data.forward !== "boolean"){
validate21.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs7 === errors;
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

export const WatchSubscribeParams = validate30;
const schema58 = {"description":"Subscribes to the changes of a namespace and of those below it. First comes the answer; then, with `sinceRevision`,\nevery change since that one, in order, none twice and none left out; then what changes from now on. A connection has one\nsubscription for a namespace: subscribing again begins it anew.\n\nSubscriptions are independent of each other: a change that several of them cover is sent once for each. They end with\ntheir connection.","type":"object","properties":{"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"},"sinceRevision":{"description":"The revision of the last change that is known. When the change log does not reach back to it: `COMPACTED`.","$ref":"spec://protocol/#/$defs/Revision"}},"required":["namespace"],"$id":"spec://export/WatchSubscribeParams"};
const schema60 = {"description":"The store's one counter. Every batch of changes has a higher one; all changes of a batch have the same.","type":"integer","minimum":0,"maximum":9007199254740991};

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/WatchSubscribeParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.namespace === undefined) && (missing0 = "namespace")){
validate30.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.namespace !== undefined){
let data0 = data.namespace;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 512 && func2(data0) > 512){
validate30.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data0.length > 170 && func5(data0) > 512){
validate30.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern0.test(data0)){
validate30.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sinceRevision !== undefined){
let data1 = data.sinceRevision;
const _errs4 = errors;
const _errs5 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate30.errors = [{instancePath:instancePath+"/sinceRevision",schemaPath:"spec://protocol/#/$defs/Revision/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs5){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 9007199254740991 || isNaN(data1)){
validate30.errors = [{instancePath:instancePath+"/sinceRevision",schemaPath:"spec://protocol/#/$defs/Revision/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate30.errors = [{instancePath:instancePath+"/sinceRevision",schemaPath:"spec://protocol/#/$defs/Revision/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
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
validate30.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate30.errors = vErrors;
return errors === 0;
}

export const WatchUnsubscribeParams = validate31;
const schema61 = {"description":"Ends a subscription. Changes that are on their way may still come before the answer, none after it.","type":"object","properties":{"namespace":{"description":"As it was subscribed to.","$ref":"spec://protocol/#/$defs/Namespace"}},"required":["namespace"],"$id":"spec://export/WatchUnsubscribeParams"};

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/WatchUnsubscribeParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.namespace === undefined) && (missing0 = "namespace")){
validate31.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.namespace !== undefined){
let data0 = data.namespace;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 512 && func2(data0) > 512){
validate31.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data0.length > 170 && func5(data0) > 512){
validate31.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern0.test(data0)){
validate31.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
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

export const ClusterStatusParams = validate32;
const schema63 = {"description":"Reads what the node knows of its cluster. With `consistency: \"linearizable\"` it is the leader's answer.","type":"object","properties":{"consistency":{"description":"Where the read is made.","$ref":"spec://protocol/#/$defs/Consistency","default":"local"},"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":[],"$id":"spec://export/ClusterStatusParams"};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ClusterStatusParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.consistency === undefined){
data.consistency = "local";
}
if(data.forward === undefined){
data.forward = true;
}
let data0 = data.consistency;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate32.errors = [{instancePath:instancePath+"/consistency",schemaPath:"spec://protocol/#/$defs/Consistency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data0 === "local") || (data0 === "linearizable"))){
validate32.errors = [{instancePath:instancePath+"/consistency",schemaPath:"spec://protocol/#/$defs/Consistency/enum",keyword:"enum",params:{allowedValues: schema18.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
if(valid0){
const _errs4 = errors;
if(typeof data.forward !== "boolean"){
validate32.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs4 === errors;
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

export const ClusterJoinParams = validate33;
const schema65 = {"description":"Takes a node into the cluster. The answer comes when that is committed; its vote may come later.","type":"object","properties":{"nodeId":{"$ref":"spec://protocol/#/$defs/NodeId"},"address":{"$ref":"spec://protocol/#/$defs/Address"},"learner":{"description":"It never gets a vote. Else it gets one as soon as it has caught up.","type":"boolean","default":false},"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":["nodeId","address"],"$id":"spec://export/ClusterJoinParams"};
const schema66 = {"description":"Names a node for good: with another data folder it has another id.","type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$","x-pattern-message":"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"};
const schema67 = {"description":"Where a node is reached by the others: `host:port`, an IPv6 address in brackets.","type":"string","maxLength":261,"pattern":"^(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}$","x-pattern-message":"must be host:port","x-max-bytes":261};
const pattern22 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$");
const pattern23 = new RegExp("^(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}$");

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ClusterJoinParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.learner === undefined){
data.learner = false;
}
if(data.forward === undefined){
data.forward = true;
}
let missing0;
if(((data.nodeId === undefined) && (missing0 = "nodeId")) || ((data.address === undefined) && (missing0 = "address"))){
validate33.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.nodeId !== undefined){
let data0 = data.nodeId;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern22.test(data0)){
validate33.errors = [{instancePath:instancePath+"/nodeId",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate33.errors = [{instancePath:instancePath+"/nodeId",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.address !== undefined){
let data1 = data.address;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 261 && func2(data1) > 261){
validate33.errors = [{instancePath:instancePath+"/address",schemaPath:"spec://protocol/#/$defs/Address/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 261 characters"}];
return false;
}
else {
if(data1.length > 87 && func5(data1) > 261){
validate33.errors = [{instancePath:instancePath+"/address",schemaPath:"spec://protocol/#/$defs/Address/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 261 bytes"}];
return false;
}
else {
if(!pattern23.test(data1)){
validate33.errors = [{instancePath:instancePath+"/address",schemaPath:"spec://protocol/#/$defs/Address/pattern",keyword:"pattern",params:{},message:"must be host:port"}];
return false;
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/address",schemaPath:"spec://protocol/#/$defs/Address/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const _errs7 = errors;
if(typeof data.learner !== "boolean"){
validate33.errors = [{instancePath:instancePath+"/learner",schemaPath:"#/properties/learner/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs7 === errors;
if(valid0){
const _errs9 = errors;
if(typeof data.forward !== "boolean"){
validate33.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs9 === errors;
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

export const ClusterRemoveParams = validate34;
const schema68 = {"description":"Takes a node out of the cluster. The answer comes when that is committed.","type":"object","properties":{"nodeId":{"$ref":"spec://protocol/#/$defs/NodeId"},"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":["nodeId"],"$id":"spec://export/ClusterRemoveParams"};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ClusterRemoveParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.forward === undefined){
data.forward = true;
}
let missing0;
if((data.nodeId === undefined) && (missing0 = "nodeId")){
validate34.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.nodeId !== undefined){
let data0 = data.nodeId;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern22.test(data0)){
validate34.errors = [{instancePath:instancePath+"/nodeId",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/nodeId",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const _errs4 = errors;
if(typeof data.forward !== "boolean"){
validate34.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs4 === errors;
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

export const ClusterTransferParams = validate35;
const schema70 = {"description":"Hands leadership over. The answer comes when another node leads.","type":"object","properties":{"nodeId":{"description":"A node with a vote; the most advanced one by default.","$ref":"spec://protocol/#/$defs/NodeId"},"forward":{"description":"Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to.","type":"boolean","default":true}},"required":[],"$id":"spec://export/ClusterTransferParams"};

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ClusterTransferParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.forward === undefined){
data.forward = true;
}
if(data.nodeId !== undefined){
let data0 = data.nodeId;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern22.test(data0)){
validate35.errors = [{instancePath:instancePath+"/nodeId",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/nodeId",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const _errs4 = errors;
if(typeof data.forward !== "boolean"){
validate35.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs4 === errors;
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
