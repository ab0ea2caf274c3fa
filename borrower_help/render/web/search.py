"""The search of the pages: what `ask` does, in the first page itself, with the same words, weights and thresholds.

Nothing about it is decided here: wordings, ways of reading and numbers come from ``ask`` and from the knowledge.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from borrower_help.ask import index, match, reading, sounds
from borrower_help.ask.documents import few
from borrower_help.ask.pages import FaqPage
from borrower_help.knowledge.homonyms import ALSO_WORDS, AS_WORDS, OTHER_NAME, SHORT_NAME
from borrower_help.knowledge.library import Knowledge
from borrower_help.values.traditional import SIMPLIFIED

SEARCH = """
(function(){
var box=document.getElementById('q'),out=document.getElementById('found'),state=document.getElementById('state');
var all=JSON.parse(document.getElementById('questions').textContent),say=all.n,old={},asking,readAs,names,latin;
var rows=[],held=[],sizes=[],mean=0,weight={},postings={},common={},syllables={},heard={};
var todo=null,taken=0,filed=0,vectors=[];
function none(){return Object.create(null)}
function cut(name){return new RegExp(all.r[name],'g')}
function oneOf(words){
return new RegExp(words.slice().sort(function(a,b){return b.length-a.length}).map(function(word){
return word.replace(/[.*+?^${}()|[\\]\\\\]/g,'\\\\$&')}).join('|')||'(?!)','g')}
function changed(meant){
var words=oneOf(Object.keys(meant));
return function(text){return text.replace(words,function(word){return meant[word]})}}
function simple(text){
text=(text.normalize?text.normalize('NFKC'):text).toLowerCase();
return text.replace(/[\\u3400-\\u9fff]/g,function(one){return old[one]||one})}
function plain(text){return readAs(readAs(text))}
function folded(sound){return sound.replace(/^([zcs])h/,'$1').replace(/([ie])ng$/,'$1n')}
function split(letters){
var best=[[]];
for(var end=1;end<=letters.length;end++){
best[end]=null;
for(var start=Math.max(0,end-say.longest);start<end;start++){
var piece=letters.slice(start,end);
if(best[start]&&syllables[piece]&&(!best[end]||best[start].length+1<best[end].length))
best[end]=best[start].concat(piece)}}
return (best[letters.length]||[]).map(folded)}
function hear(){
var read=none();syllables=none();heard=none();
(all.p.match(/[a-z]+[^a-z\\s]+/g)||[]).forEach(function(entry){
var letters=/^[a-z]+/.exec(entry)[0];syllables[letters]=1;
entry.substr(letters.length).split('').forEach(function(one){(read[one]=read[one]||[]).push(folded(letters))})});
Object.keys(weight).forEach(function(part){
if(part.length!==2||part.charCodeAt(0)<128)return;
(read[part.charAt(0)]||[]).forEach(function(one){(read[part.charAt(1)]||[]).forEach(function(other){
var sound=one+' '+other,before=heard[sound];
if(!before||weight[part]>before[0]||(weight[part]===before[0]&&part>before[1]))heard[sound]=[weight[part],part]})})})}
function features(text,found,times){
found=found||none();
(text.match(/[a-z]+|[0-9]+(?:\\.[0-9]+)?%?|[\\u3400-\\u9fff]+/g)||[]).forEach(function(run){
var parts=[run];
if(run.charCodeAt(0)>127){
parts=run.split('');for(var at=0;at<run.length-1;at++)parts.push(run.substr(at,2))}
parts.forEach(function(part){found[part]=(found[part]||0)+(times||1)})});
return found}
function sum(list){return list.reduce(function(all,one){return all+one},0)}
function values(of){return Object.keys(of).map(function(key){return of[key]})}
function size(of){var all=0;for(var part in of)all+=of[part]*of[part];return Math.sqrt(all)||1}
function weighed(of){
var found=none();
for(var part in of){
var count=of[part],known=weight[part]===undefined?Math.log(1+held.length):weight[part];
found[part]=known*(part.length===1?say.alone:common[part]?say.common:1)*(count>1?Math.sqrt(count):count)}
return found}
function begin(){
var pairs=all.t;for(var at=0;at<pairs.length;at+=2)old[pairs.charAt(at)]=pairs.charAt(at+1);
weight=none();postings=none();common=none();
var meant=none();
all.w.forEach(function(words){words.slice(1).forEach(function(word){meant[word]=words[0]})});
readAs=changed(meant);
asking=new RegExp(oneOf(all.a).source);
all.a.forEach(function(word){Object.keys(features(plain(word))).forEach(function(part){
if(part.length>1)common[part]=1})});
names=none();latin=none();
all.l.forEach(function(lender,at){lender[2].forEach(function(name){
(/^[a-z]+$/.test(name)&&name.length>3?latin:names)[name]=at})});
todo=all.q.concat(all.o,[['','',all.e]])}
function take(entry,number){
var union=none();
plain(simple(entry[2].join('\\n'))).split('\\n').forEach(function(text){
var vector=features(text),parts=Object.keys(vector);
if(!parts.length)return;
vectors.push(vector);rows.push(number);
parts.forEach(function(part){union[part]=(union[part]||0)+vector[part]})});
held.push(union);sizes.push(sum(values(union)));
Object.keys(union).forEach(function(part){weight[part]=(weight[part]||0)+1})}
function weigh(){
mean=sum(sizes)/held.length;hear();
Object.keys(weight).forEach(function(part){weight[part]=Math.log(1+held.length/weight[part])})}
function file(vector,row){
var own=weighed(vector),length=size(own);
for(var part in own)(postings[part]=postings[part]||[]).push(row,own[part]/length)}
function made(most){
var end=Date.now()+most;
if(!todo)begin();
for(;taken<todo.length;taken++){if(Date.now()>end)return false;take(todo[taken],taken)}
if(!mean)weigh();
for(;filed<vectors.length;filed++){if(filed%64===0&&Date.now()>end)return false;file(vectors[filed],filed)}
return true}
function ahead(){if(!made(30))setTimeout(ahead,1)}
function near(vector){
var own=weighed(vector),parts=Object.keys(own),length=size(own),found=none(),best=none(),total=sum(values(own));
parts.forEach(function(part){var list=postings[part]||[];
for(var at=0;at<list.length;at+=2)found[list[at]]=(found[list[at]]||0)+own[part]*list[at+1]/length});
Object.keys(found).forEach(function(row){
var number=rows[row];if(!(best[number]>found[row]))best[number]=found[row]});
Object.keys(best).forEach(function(number){
var union=held[number];
best[number]=best[number]*(1-say.whole)+say.whole*sum(parts.map(function(part){
var times=union[part];
return times?own[part]*times*(say.saturated+1)/(times+say.saturated*(1-say.long+say.long*sizes[number]/mean)):0
}))/total});
return best}
function named(text){
var found={};
text=text.replace(/[a-z]{4,}/g,function(word){
if(latin[word]===undefined)return word;found[latin[word]]=1;return ' '});
text=text.replace(oneOf(Object.keys(names)),function(name,at){
var after=text.substr(at+name.length);
if(name.length<=all.h[0]&&new RegExp('^'+all.h[1]).test(after))return name;
var words=all.m[name];
if(words&&(words[0]&&new RegExp('(?:'+words[0]+')$').test(text.substr(0,at))||
words[1]&&new RegExp('^(?:'+words[1]+')').test(after)))return name;
if(all.b.indexOf(name)>=0&&at&&!/[在从用向欠叫是的]$/.test(text.substr(0,at)))return name;
found[names[name]]=1;return ' '});
return [Object.keys(found),text.replace(cut('name'),' ')]}
function read(typed){
var text=simple(typed).slice(-say.most);
var who=named(text);
if(/[a-z]{4}/.test(who[1])&&!/[\\u3400-\\u9fff]/.test(who[1]))return [who[0],[],split(who[1].replace(/[^a-z]+/g,''))];
['late','behind'].forEach(function(name){
who[1]=who[1].replace(cut(name),function(whole,days){return whole.replace(days,' ')})});
var parts=who[1].split(cut('ends')).map(function(part){return part.trim()}).filter(Boolean);
var story=sum(parts.map(function(part){return part.length}))>say.story&&parts.some(function(part){
return asking.test(part)});
return [who[0],parts.map(function(part){
return [plain(part.replace(cut('sum'),' ').replace(cut('date'),' ')).trim(),story&&!asking.test(part)?say.beside:1]
}).filter(function(part){return part[0]}),[]]}
function look(typed){
made(Infinity);
var asked=read(typed),whole=none(),clauses=asked[1];
clauses.forEach(function(clause){features(clause[0],whole,clause[1])});
asked[2].slice(1).forEach(function(sound,at){
var pair=heard[asked[2][at]+' '+sound];if(pair)whole[pair[1]]=1});
if(!Object.keys(whole).length)return [];
var best=near(whole),single=none();
if(clauses.length>1){
clauses.forEach(function(clause){
if(clause[1]<1)return;
var own=features(clause[0]),of=near(own),telling=Math.min(1,sum(values(weighed(own)))/say.telling);
Object.keys(of).forEach(function(number){single[number]=Math.max(single[number]||0,of[number]*telling)})});
Object.keys(single).forEach(function(number){
var beside=best[number]||0,alone=single[number];
best[number]=Math.max(beside,clauses.length<say.many?alone*say.clause:alone*say.story_clause+beside*say.story_whole)})}
var lender=asked[0].length===1?all.l[asked[0][0]]:null,hits=[];
Object.keys(best).forEach(function(number){
var entry=all.q[number],own=all.o[number-all.q.length];
if(entry)hits.push([best[number],entry[0],entry[1]]);
else if(!own)hits.push([best[number],'','']);
else if(lender&&lender[3].indexOf(own[0])<0)
hits.push([best[number]+say.own,lender[0]+'.html#'+lender[4]+'--'+own[0],own[1].replace('{name}',lender[1])])});
if(lender)hits.push([say.near,lender[0]+'.html',lender[1]]);
hits.sort(function(one,other){return other[0]-one[0]});
var first=hits[0],beside=hits[1]?hits[1][0]:0;
hits=hits.filter(function(hit){return hit[1]&&hit[0]>=say.near}).slice(0,say.shown);
hits.sure=first&&first[1]&&first[0]+say.apart*(first[0]-beside)>=say.sure;
return hits}
function draw(said,hits){
out.textContent='';state.textContent=said;
hits.forEach(function(hit){
var item=document.createElement('li'),link=document.createElement('a');
link.href=hit[1];link.textContent=hit[2];item.appendChild(link);out.appendChild(item)})}
function keep(said,hits){
draw(said,hits);
try{history.replaceState({words:box.value,said:said,hits:hits},'')}catch(e){}}
function show(){
if(!box.value.trim())return keep('',[]);
var hits=look(box.value);
keep(!hits.length?'没有找到，换个说法试试。':
!hits.sure?'没有正好的，相近的有 '+hits.length+' 条。':
'找到 '+hits.length+' 条，最像的在前面。',hits.slice())}
var waits;
function soon(){
if(!box.value.trim()||made(30))return show();
draw('正在找…',[]);waits=setTimeout(soon,1)}
document.getElementById('search').addEventListener('submit',function(event){
event.preventDefault();clearTimeout(waits);show();
var first=out.querySelector('a');if(first)first.focus()});
box.addEventListener('focus',ahead);
box.addEventListener('input',function(){clearTimeout(waits);waits=setTimeout(soon,120)});
document.addEventListener('keydown',function(event){
var links=[].slice.call(out.querySelectorAll('a')),on=document.activeElement,at=links.indexOf(on),key=event.key;
if(event.isComposing||(on!==box&&at<0))return;
if((key==='ArrowDown'&&links.length)||(key==='ArrowUp'&&at>=0)){
event.preventDefault();at+=key==='ArrowDown'?1:-1;
(at<0?box:links[Math.min(at,links.length-1)]).focus()}
if(key==='Escape'){
event.preventDefault();
if(at>=0)box.focus();else{clearTimeout(waits);box.value='';show()}}});
var asked=/[?&]q=([^&]*)/.exec(location.search),before=history.state;
if(before&&before.hits){box.value=before.words;draw(before.said,before.hits)}
else if(asked){box.value=decodeURIComponent(asked[1].replace(/\\+/g,' '));soon()}
})();
"""
"""``look`` is ``Asking.find``.

``made`` builds the index in pieces while somebody types, from the moment he goes to the box, so that a slow telephone
does not stand still. What was found is kept with the page's place in the history: who comes back from an answer finds
his words and the list as he left them, and on a disk too, where no page has a storage of its own.
"""

WORDINGS = 40
"""So many wordings of a question are in a page: all of them would make it three times as large, and as slow."""

SHOWN = 6
"""So many questions are shown."""

_NUMBERS = {
    "alone": index.ALONE,
    "whole": index.WHOLE,
    "saturated": index.SATURATED,
    "long": index.LONG,
    "clause": index.CLAUSE,
    "common": index.COMMON,
    "many": index.MANY,
    "story_clause": index.STORY_CLAUSE,
    "story_whole": index.STORY_WHOLE,
    "telling": index.TELLING,
    "sure": index.SURE_ALIKE,
    "near": index.NEAR_ALIKE,
    "own": match.OF_ITS_OWN,
    "apart": match.APART,
    "longest": sounds.LONGEST,
    "most": reading.MOST,
    "story": reading.STORY,
    "beside": reading.BESIDE,
    "shown": SHOWN,
}


def questions_json(pages: Sequence[FaqPage], knowledge: Knowledge) -> Markup:
    """All that the search needs, as JSON in which no tag can be closed.

    What is different for a kind of lender is left out: the general answer names it. What is asked of a lender stands
    once for all of them, with the lenders' names.
    """
    words = knowledge.words
    plain = {
        "q": [
            [f"{page.id}.html#{entry.id}", entry.question, few(entry.also or (entry.question,), WORDINGS)]
            for page in pages
            if not page.kind and not page.lender
            for entry in page.entries
        ],
        "o": [
            [asked.id, asked.title, few(tuple(dict.fromkeys(asked.said)), WORDINGS)]
            for asked in knowledge.asked_of_lenders
        ],
        "l": [_lender(page, knowledge) for page in pages if page.lender],
        "t": "".join(chr(old) + chr(new) for old, new in SIMPLIFIED.items()),
        "w": [*([entry.meant, *entry.written] for entry in words.read_as), [" ", *words.empty]],
        "p": words.sounds,
        "a": list(words.asking),
        "e": few(words.elsewhere, len(words.elsewhere)),
        "b": sorted(ALSO_WORDS),
        "m": AS_WORDS,
        "h": [SHORT_NAME, OTHER_NAME],
        "r": reading.patterns(),
        "n": _NUMBERS,
    }
    found = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&":
        found = found.replace(char, f"\\u{ord(char):04x}")
    return Markup(found)  # noqa: S704 - < > & are escaped above


def _lender(page: FaqPage, knowledge: Knowledge) -> list[Any]:
    """A lender's page: its id, the lender's name, all its names, which questions have no answer there, and its id."""
    names = knowledge.lender_index.in_a_sentence
    there = {entry.id.partition("--")[2] for entry in page.entries}
    missing = [asked.id for asked in knowledge.asked_of_lenders if asked.id not in there]
    return [page.id, page.title, _names(page.lender, names.items()), missing, page.lender]


def _names(lender: str, names: Iterable[tuple[str, str]]) -> list[str]:
    return sorted(name for name, of in names if of == lender)
