"""How every page looks: one accent, light and dark, a telephone, a desk and A4. Nothing in it is loaded."""

from __future__ import annotations

STYLE = """
:root{color-scheme:light dark;--ink:#1c2326;--soft:#515c61;--line:#d8dfe2;--paper:#fff;--tint:#eef5f6;--accent:#0b5f73;
--alert:#a3180f;--alert-tint:#fdf1f0}
@media(prefers-color-scheme:dark){:root{--ink:#e6ebed;--soft:#a9b5ba;--line:#364145;--paper:#14191b;--tint:#1b2528;
--accent:#7cc6d8;--alert:#ffa198;--alert-tint:#2a1817}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:break-word;overflow-wrap:anywhere;line-break:strict;
font:1.0625rem/1.8 system-ui,-apple-system,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",
"Source Han Sans SC",sans-serif}
header,main,footer{max-width:46rem;margin:0 auto;padding:0 1.1rem}
header{padding-top:.9rem}main{padding-bottom:2rem}
h1{font-size:1.55rem;line-height:1.4;margin:1.2rem 0 .5rem;text-wrap:pretty}
h2{font-size:1.2rem;line-height:1.5;margin:0;text-wrap:pretty}
h3{font-size:1.05rem;line-height:1.55;margin:1.3rem 0 .3rem}
p,ul,ol{margin:.55rem 0}ul,ol{padding-left:1.3rem}li{margin:.45rem 0}
a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.2rem}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem;background:var(--paper);padding:.5rem 1rem}
.skip:focus{left:.5rem;top:.5rem;z-index:1}
.bar{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between}
.bar>a{font-weight:600;text-decoration:none;padding:.45rem 0;margin-right:1rem}
form{display:flex}form[hidden]{display:none}form>button{margin-left:.5rem}
input,button{font:inherit;color:var(--ink);border:1px solid var(--soft);border-radius:.5rem;background:var(--paper);
min-height:2.75rem;padding:.3rem .8rem}
input{flex:1;min-width:0;width:100%}
::placeholder{color:var(--soft);opacity:1}
button{color:var(--accent);border-color:var(--accent);cursor:pointer;white-space:nowrap}
.bar form{flex:1;max-width:20rem;min-width:12rem}
.danger{background:var(--alert-tint);border-left:.25rem solid var(--alert);border-radius:.3rem;color:var(--alert);
font-weight:600;padding:.6rem .9rem;margin:.8rem 0;line-height:1.7}
.danger a{color:inherit}.danger p{margin:.2rem 0}
@media(max-width:48rem){.danger{padding:.15rem .9rem .4rem}
.danger a{display:inline-block;padding:.5rem .3rem;margin:0 -.3rem}}
.age,.count,.marks,.because,footer,.sources{color:var(--soft);font-size:.9rem}.age{margin:.2rem 0 1rem}
.marks{font-size:.8rem;font-weight:400;white-space:normal}.marks a{color:inherit}
.label{font-weight:600}.nb{white-space:nowrap}
nav ul,.plain{list-style:none;padding:0}nav li{margin:0}nav li a{display:block;padding:.45rem 0}
nav ul{border-top:1px solid var(--line)}nav li{border-bottom:1px solid var(--line)}
details{border-bottom:1px solid var(--line)}
summary{cursor:pointer;padding:.75rem 0;min-height:2.75rem;display:flex;align-items:baseline;
justify-content:space-between;list-style:none}
summary::-webkit-details-marker{display:none}
summary::before{content:"+";color:var(--accent);font:600 1.1rem/1 ui-monospace,monospace;flex:none;
margin-right:.6rem}
details[open]>summary::before{content:"\\2212"}
summary>:first-child{flex:1;margin:0}#found:empty{display:none}.count{flex:none}summary>.count{margin-left:.6rem}
.fold{margin-top:0}.fold>:not(summary){margin-left:0}details>.inside{padding:0 0 1rem}
.entry{border-top:1px solid var(--line);padding:1.5rem 0 .7rem;margin:0}
.contents+.entry{border-top:0}.contents{margin-top:1rem}.contents summary{border-top:1px solid var(--line)}
.entry:target{background:var(--tint);box-shadow:0 0 0 .8rem var(--tint)}
.short{font-weight:600;background:var(--tint);border-left:.25rem solid var(--accent);border-radius:.3rem;
padding:.5rem .9rem}
.tools{display:flex;align-items:center;font-size:.9rem}.tools button{font-size:.9rem;margin-left:1rem}
.tools a{padding:.6rem 0}
.part{border-top:1px solid var(--line);margin-top:1.6rem;padding-top:1.2rem}
.sources p{margin:.3rem 0}.sources .detail{padding-left:1.2rem}
ol.numbered{list-style:none;padding:0}ol.numbered>li{display:grid;grid-template-columns:minmax(1.5rem,max-content) 1fr;
column-gap:.5rem}
ol.numbered>li>*{grid-column:2}
ol.numbered>li>.n{grid-column:1;font-weight:600;color:var(--accent)}
.three li{margin:.9rem 0}.three li>.n+.said{font-weight:600}
.detail{color:var(--soft);margin:.2rem 0}
blockquote{margin:.3rem 0;padding:.1rem .8rem;border-left:.2rem solid var(--line)}
pre{overflow-x:auto;font:.85rem/1.5 ui-monospace,"Noto Sans Mono CJK SC",monospace;max-width:100%}
figure{margin:.6rem 0 1.2rem}figcaption{color:var(--soft);font-size:.9rem;margin-top:.4rem}
svg{display:block;overflow:visible;width:100%;height:auto;max-width:23rem;font-family:inherit}
svg text{fill:var(--ink);font-size:14px}
svg .when{font-size:12px}svg .soft{fill:var(--soft)}svg .strong{font-weight:600}
svg .axis{stroke:var(--line);stroke-width:2}svg .dot{fill:var(--paper);stroke:var(--soft);stroke-width:2}
svg .now{fill:var(--accent);stroke:var(--accent)}svg .due{fill:var(--alert);stroke:none}svg .duetext{fill:var(--alert)}
svg .todaytext{fill:var(--accent)}
svg .all{fill:var(--line)}svg .talk{fill:var(--accent)}svg .over{fill:var(--alert)}
svg .open{fill:var(--paper);stroke:var(--alert);stroke-width:1.5;stroke-dasharray:3 2}
svg .limit{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:6 3}
svg .legend{font-size:13.5px}svg .tick{font-size:12px}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .9rem .4rem 0;border-bottom:1px solid var(--line)}
th{color:var(--soft);font-weight:600;word-break:keep-all;overflow-wrap:break-word}
@media(max-width:34rem){table.evidence,table.evidence tbody,table.evidence tr,table.evidence td{display:block}
table.evidence thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.evidence tr{border-bottom:1px solid var(--line);padding:.5rem 0}
table.evidence td{border:0;padding:.1rem 0}
table.evidence td:nth-child(-n+2){display:inline;padding-right:1rem}
table.evidence td::before{content:attr(data-label) "\\FF1A";color:var(--soft)}}
footer{border-top:1px solid var(--line);padding-top:.8rem;padding-bottom:2.5rem}
@media(min-width:34rem){.row{display:grid;grid-template-columns:5em 1fr;gap:0 .4rem}}
@media(min-width:48rem){nav.grid ul{display:grid;grid-template-columns:1fr 1fr;column-gap:2rem}
h1{font-size:1.85rem}header{padding-top:1.4rem}}
@page{size:A4;margin:18mm 16mm}
@media print{:root{color-scheme:light;--ink:#000;--soft:#333;--line:#999;--paper:#fff;--tint:#fff;--accent:#000;
--alert:#000;--alert-tint:#fff}
body{font-size:10.5pt;line-height:1.6}header,main,footer{max-width:none;padding-left:0;padding-right:0}
.skip,.bar,form,.tools,button,.contents{display:none!important}
details::details-content{display:block!important;content-visibility:visible!important;height:auto!important}
details>.inside{display:block!important}summary::before{content:""!important}
h1,h2,h3,summary{break-after:avoid}li,blockquote,tr,.row,figure{break-inside:avoid}
.row{display:grid;grid-template-columns:5em 1fr}
a{color:inherit;text-decoration:none}pre{white-space:pre-wrap}svg{max-width:80mm}
.short{border:1px solid #999}}
"""

COPIES = """
(function(){
var forms=document.querySelectorAll('form[hidden]');for(var i=0;i<forms.length;i++)forms[i].hidden=false;
window.addEventListener('beforeprint',function(){
var all=document.querySelectorAll('details');for(var i=0;i<all.length;i++)all[i].open=true});
function opened(){var at=location.hash&&document.getElementById(decodeURIComponent(location.hash.slice(1)));
for(;at;at=at.parentElement)if(at.tagName==='DETAILS')at.open=true}
window.addEventListener('hashchange',opened);opened();
function old(text){var box=document.createElement('textarea');box.value=text;box.style.position='fixed';
box.style.opacity='0';document.body.appendChild(box);box.select();var done=false;
try{done=document.execCommand('copy')}catch(e){}document.body.removeChild(box);return done}
var buttons=document.querySelectorAll('button[data-copies]');
for(var i=0;i<buttons.length;i++)(function(button){
button.hidden=false;
button.addEventListener('click',function(){
var entry=document.getElementById(button.getAttribute('data-copies')),parts=[];
var lines=entry.querySelectorAll('h2,p:not(.tools)');
for(var n=0;n<lines.length;n++)parts.push(lines[n].innerText.replace(/\\s*\\n\\s*/g,''));
var text=parts.join('\\n'),say=function(done){
button.textContent=done?'\\u5DF2\\u590D\\u5236':'\\u8BF7\\u957F\\u6309\\u6587\\u5B57\\u590D\\u5236'};
if(navigator.clipboard&&window.isSecureContext)
navigator.clipboard.writeText(text).then(function(){say(true)},function(){say(old(text))});
else say(old(text));
})})(buttons[i]);
})();
"""
"""Forms appear, folds open for the printer and for a link into them, an answer is copied as words. Without scripts
everything can be read all the same.
"""
