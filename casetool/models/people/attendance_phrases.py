"""The phrases of attendance, as patterns. Longer alternatives stand before shorter ones."""

_BE = r"(?:will |to |would |has |have |had |is |was |am |are |be |been |being )*"
_JOIN = (
    r"(?:attend(?:ed|ing|s|ance)?|in attendance|come|came|coming|join(?:ed|ing|s)?|mak(?:e|ing) "
    r"(?:it|the meeting)|here|there|present|in|around|available|free|show(?:ed|n)?(?: up)?|"
    r"turn(?:ed)? up|arrived?|participat(?:e|ed|ing)|tak(?:e|ing) part|able|be able)"
)
_JOINED_BY = r"(?: (?:to|be|able|attend|come|join|make it|take part|the meeting|today|this time))*"
_NOT = (
    r"(?:(?:can|could|do|does|did|is|was|are|were|has|have|had|will|would|may|might)(?: ?not|n'?t)|"
    r"won'?t|cannot|can'?t|unable to|not able to|not|never|no longer)"
)
_LEAVE = (
    r"(?:annual|mat|pat|maternity|paternity|parental|sick|sickness|study|compassionate|special|"
    r"adoption|carer'?s?)"
)
_APP = (
    r"(?:(?:ms|microsoft)[ -]?teams|mst|teams|zoom|skype|webex|google meet|facetime|whatsapp|"
    r"starleaf|"
    r"lifesize|blue ?jeans|jitsi|go ?to ?meeting|whereby|chime|ring ?central|web ?cam(?:era)?|"
    r"land ?line)"
)
_CALL = r"(?:[ -](?:call|link|line|conference|conferencing|meeting|only|in))*"
_BY = r"(?:by|on|over|via|through|using|with) (?:(?:the|a|an|his|her|their|my) )?"

_HOUR = (
    r"(?:\d{1,2}(?:[.:h]\d{2})?(?: ?(?:am|pm|a\.m|p\.m|hrs|hours|o'?clock))?|"
    r"(?:half past|quarter past|quarter to|ten past|ten to|twenty past|twenty to|five past|"
    r"five to) "
    r"\w+|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: ?o'?clock|"
    r"-?thirty)?|"
    r"noon|midday|lunch(?:time)?|(?:the )?(?:coffee |tea )?break|(?:the )?(?:start|beginning|"
    r"middle|end)|"
    r"(?:agenda )?item \d+|(?:step|part|page) \d+|then|half ?way(?: through)?|"
    r"part ?way(?: through)?)"
)
_DAY = (
    r"(?:(?:next |the )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|tues|wed|thu|thur|"
    r"thurs|fri|sat|sun)|next (?:week|month)|tomorrow|\d{1,2}/\d{1,2}(?:/\d{2,4})?|"
    r"\d{1,2}\.\d{1,2}\.\d{2,4}|"
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
    r"(?: \d{1,2}(?:st|nd|rd|th)?)?(?: \d{4})?|further notice)"
)
_WHEN = rf"(?:(?:about|around|approx\.?|c\.|at|roughly|just) ?)*(?:{_DAY}|{_HOUR})"
_TO = r"(?: ?(?:-|–|—|to|until|till|and) ?)"
_OF_IT = (
    r"(?: of (?:the |this |our )?(?:meeting|discussion|session|hour|time|conference|call|it|day))?"
)
_GO = (
    r"(?:left|leaves|leaving|leave|went|go|goes|going|gone|stays|staying|stayed|stay|dropped off|"
    r"drops off)"
)
_ARRIVE = (
    r"(?:arriv(?:ed|es|ing|e|al)|join(?:ed|s|ing)?|com(?:es|ing|e)|came|start(?:ed|s|ing)?|"
    r"got here|gets here|dial(?:s|led|ling|ed|ing)? in)"
)

ABSENT = (
    rf"{_NOT} {_BE}{_JOIN}{_JOINED_BY}",
    rf"{_NOT} {_BE}dial(?:led|ling|ed|ing)?[ -]in",
    r"apolog(?:y|ies|ised|ising|ises|ise|ized|izing)(?: for (?:the |his |her |their )?absence)?",
    r"apols?",
    r"absent(?:ee|ees)?|abs",
    r"absence",
    r"(?:send|sent|sends|sending)(?: (?:his|her|their))? regrets",
    r"regrets",
    r"d\.?n\.?a'?d?",
    r"no[ -]?shows?|non[ -]?attend(?:ance|ed|ees?|ers?|ing)|f\.?t\.?a",
    r"(?:fail(?:ed|s)?|forgot|refused|declined) to (?:attend|come|join|show(?: up)?|turn up)",
    r"(?:invite|invitation) (?:was )?(?:declined|refused)|declined (?:the )?(?:invite|invitation)",
    r"no (?:reply|response)|not (?:replied|responded)|did(?: not|n'?t) (?:reply|respond)",
    r"unavailable|excused|declined|cancelled",
    r"(?:called )?away",
    rf"(?:on |taking )?{_LEAVE}(?: and {_LEAVE})* leave",
    r"on leave|on a/l|a/l|on (?:his|her|their) (?:holidays?|leave)|on holidays?|holidays?",
    r"on maternity|on paternity|on sick",
    r"off (?:sick|ill|today|work|duty)|off|sick|ill|unwell|poorly",
    r"(?:still )?(?:stuck|held up|tied up|caught up|detained|still|delayed) (?:in|at|with) "
    r"(?:(?:a|an|another|the|his|her|their) )?(?:court|meetings?|hearing|work|clinic|surgery|"
    r"theatre|appointment|client|patient|emergency|call|incident)",
    r"out of (?:the )?office|in court|at court|on (?:a )?(?:training|course)|in another meeting",
    r"double[ -]booked|on (?:another )?shift|on nights|missing",
)
"""Ways to say that somebody is not there."""

_APOLOGY = r"(?:apolog(?:y|ies)|apols?)"
_GIVEN = r"(?:received|rec'?d|given|sent|made|offered|tendered|noted|recorded)"

UNEXCUSED = (
    rf"(?:no|nil|without(?: any)?) (?:{_APOLOGY}|explanation|reason|message)(?: (?:was |were |have "
    rf"|had |has |been )*{_GIVEN})?",
    rf"{_APOLOGY} (?:was |were |have |had |has )*(?:not|never) (?:been )?{_GIVEN}",
    rf"(?:late|verbal|last[ -]minute) {_APOLOGY}(?: {_GIVEN})?",
)
"""Ways to say that somebody is absent whose words are kept: whether they let anybody know."""

PHONE = (
    rf"{_BY}(?:tele)?phone{_CALL}|(?:{_BY})?tel\.?|(?:{_BY})?loud ?speaker|"
    rf"(?:tele)?phone{_CALL}|speaker ?phone",
    rf"{_BY}{_APP}{_CALL}|{_APP}{_CALL}",
    rf"(?!on call\b){_BY}(?:video|audio|screen|web|internet|computer|laptop|tablet|mobile|cell|"
    rf"landline|call|link|"
    rf"line|speaker|conference call|telecon|teleconference|v\.?c|t\.?c){_CALL}",
    r"video[ -]?(?:calls?|calling|link|linked|conference|conferencing|conferenced|only)?(?: in)?",
    r"(?:tele|video|audio)[ -]?conferenc(?:e|ing)|conference call|audio only|hands[ -]?free",
    r"(?:dial|dials|dialled|dialling|dialed|dialing|call|calls|called|calling|phone|phones|phoned|"
    r"phoning|ring|rings|rang|ringing|zoom|zooms|zoomed|zooming|skype|skyped|skyping|link|links|"
    r"linked|linking|log|logs|logged|logging|beam|beamed|beaming|patched)[ -]in",
    r"on[ -]?line|virtual(?:ly)?|remote(?:ly)?|off[ -]?site|from home|wfh",
)
"""Ways to say that somebody takes part from elsewhere."""

IN_ROOM = (
    r"in[ -]person|in the (?:room|building|meeting)|in[ -]room|room|face[ -]to[ -]face|f2f|ftf",
    r"on[ -]?site|at the (?:meeting|table)|physically|in the flesh",
)
"""Ways to say that somebody is in the room."""

PRESENT = (
    r"here|present|there|in attendance|attend(?:ed|ing|s)?|joined|joining|joins|join|coming|"
    r"came|comes|come|available|participat(?:ed|ing|es)|took part|taking part|takes part|signed in",
)
"""Ways to say that somebody takes part, wherever."""

PART = (
    rf"(?:only |just )?(?:up to|until|till|'?til|from|after|before|between|at|since|by) {_WHEN}"
    rf"(?:{_TO}{_WHEN})?(?: (?:only|onwards?|on))?",
    rf"{_WHEN}{_TO}{_WHEN}(?: only)?",
    r"(?:for |only |just )*(?:the )?(?:first|second|1st|2nd|last|latter|final|other|opening|"
    r"initial|early|"
    r"later|middle)(?: (?:\d+|few|two|three|five|ten|fifteen|twenty|thirty|half|quarter|"
    r"three quarters"
    rf"))*(?: (?:half|part|hours?|minutes?|mins?|third|quarter|section|items?|bit|"
    rf"stages?))+{_OF_IT}"
    r"(?: only)?",
    r"(?:for |only |just )*(?:a |the )?(?:short |small )?(?:part|half|some|most|bit|start|"
    r"beginning|"
    r"middle|end) of (?:the |this )?(?:meeting|discussion|session|time|hour|conference|call|it|day)"
    r"(?: only)?",
    r"(?:for |only |just )*(?:about )?(?:\d+|half an|an|one|ten|fifteen|twenty|thirty) "
    r"?(?:minutes?|mins?|hours?|hrs?)(?: only| late| early)?",
    r"(?:for )?part only|part[ -]?attend(?:ed|ing|ance)|partial(?:ly)?(?: attendance)?|in part|"
    r"part of it|part[ -]?way(?: through)?|half ?way(?: through)?|briefly",
    rf"(?:had to |has to |have to |must |needs to |needed to |will |may |to )*{_GO}(?: off)?"
    rf"(?: (?:the )?(?:meeting|room|call|discussion))?(?: for \w+)?(?: (?:early|late|"
    rf"part ?way(?: through)?|"
    rf"half ?way(?: through)?|(?:(?:at|after|before|by|from|until|till|about|around) )*{_WHEN}))",
    rf"(?:will |to |may )*{_ARRIVE}(?: the (?:meeting|room|call|discussion))?"
    rf"(?: (?:slightly |a (?:bit|little) |very )?(?:late|early|later)|"
    rf" (?:part ?way(?: through)?|half ?way(?: through)?|"
    rf"(?:(?:at|after|from|by|about|around) )*{_WHEN}))",
    r"(?:running |slightly |a (?:bit|little) |very |will be |be |is )*late(?:r)?"
    r"(?: (?:arrival|arriving|joining|to arrive|to join|start))?"
    rf"(?: (?:by )?\d+ (?:minutes|mins)| at {_WHEN})?|lateness",
    r"\d{1,2}[.:]\d{2}(?: ?[ap]\.?m)?",
    rf"(?:for )?(?:the )?(?:agenda )?items? \d+(?:(?:{_TO}|, ?)\d+)*(?: only)?",
    r"for (?:the )?(?:beginning|start|end|middle|introductions?|actions?)(?: only)?|delayed",
    r"early (?:leaver|departure)|on and off|in and out",
)
"""Ways to say for which part of the meeting."""

NOTE = (
    r"(?:a |the |written |her |his |their )*reports? (?:was |has been |is )?(?:sent|received|"
    r"provided|"
    r"submitted|attached|shared|to follow|available|circulated|read out|only)(?: in advance)?",
    r"(?:sent|sends|sending|provided|submitted) (?:in )?"
    r"(?:a |the |written |her |his |their )*reports?(?: in advance)?",
)
"""Remarks about a report that came instead of, or beside, a person."""

CALENDAR = (rf"\b{_DAY}\b",)
"""Days, as against times within the meeting."""

FILLER = (
    r"[✓✔✅☑√]",
    r"unfortunately|regrettably|this (?:week|time|morning|afternoon)|us|without|"
    r"is|was|will|be|been|being|are|am|has|have|had|to|and|but|who|she|he|they|the|this|meeting|"
    r"discussion|conference|today|only|sends?|sent|sending|with|gave|gives|given|giving|tendered|"
    r"(?:by|via) (?:e-?mail|text|letter|message)|in (?:writing|advance)|beforehand|working|"
    r"received|accepted|noted|offered|made|from|their|his|her|for|invited|confirmed|a|an|all|"
    r"throughout|whole|time|all the time|in full|full(?:y)?|as|also|so|"
    r"due|because|on|via|by|please|sorry|for all of it",
)
"""Words that change nothing."""

HINTS = (
    r"(?:tele)?phon(?:e|ed|ing|es)", r"teams", r"zoom\w*", r"skype\w*", r"webex", r"apol\w*",
    r"absen\w*", r"d\.?n\.?a", r"present", r"attend\w*", r"until", r"till", r"'?til",
    r"late(?:r|ness)?",
    r"remote\w*", r"leave", r"leaves", r"virtual\w*", r"on-?line", r"videos?", r"dial\w*",
    r"call(?:s|ed|ing)? in", r"join\w*", r"away", r"unable", r"can ?not", r"\w+n't", r"cant",
    r"wont",
    r"hybrid", r"in[ -]person", r"in the room", r"here$", r"arriv\w*", r"left early",
    r"leaving(?! care)", r"(?:may|might|hop\w+|try\w+) (?:to )?(?:come|be)",
    r"no[ -]show", r"not(?! for)", r"on[ -]call", r"abs", r"n/a", r"tel", r"vc",
    r"unavailable", r"available", r"unwell",
    r"sick", r"holiday", r"tbc", r"f2f",
    r"first half", r"second half", r"from \d+\S*", r"by \d+\S*", r"in court", r"a/l",
    r"(?:half|whole|all) (?:day|morning|afternoon)",
    r"stuck", r"(?:held|tied|caught) up", r"traffic", r"pop(?:s|ping)? (?:in|by|along)",
    r"maybe", r"perhaps", r"invited", r"instead", r"n/k", r"^mob(?:ile)?$", r"^ext\b", r"^none$",
    r"^(?:training|part|in|out|ap|al|new|retired|confirmed|tentative|expected|flu|covid(?:[- ]19)?|"
    r"(?:day|afternoon|morning) off|no answer|school run|jury service|camera (?:on|off)|muted|"
    r"(?:sick child|child ?care)(?: issues?)?|doubling up.*|left the service)$",
    r"^(?:first|second|third|1st|2nd|3rd|last)(?: (?:time|meeting|visit)\b.*)?$",
    r"^(?:she|he|they)/(?:her|hers|him|his|them|theirs)(?:/\w+)*$", r"(?:will|to) \w+ back",
)  # fmt: skip
"""Words that are hardly in an agency's name, but often where somebody says how they attend."""

SURE_HINTS = (
    r"apol\w*", r"absent(?! parent)", r"d\.?n\.?a", r"no[ -]show", r"unable", r"can ?not",
    r"\w+n't", r"did not", r"was not", r"is not", r"n/a", r"tbc", r"unwell", r"instead",
    r"(?:attend(?:ed|ing|s)|present|joined|joining|joins|came|here) (?:with|by|on|via|from)",
    r"(?:has|have|had|was|is|are|will|may|might) \w+ ?\w* (?:attend|come|join)\w*",
    r"(?:by|on|via) (?:tele)?phone", r"(?:on|via|by) (?:teams|zoom)", r"left (?:early|at)",
    r"sen(?:t|ds|ding)",
)  # fmt: skip
"""Words that are in nobody's role either: “apologies from her manager” is none."""

YES_MARKS = frozenset(
    {"y", "yes", "ye", "yep", "√", "✓", "✔", "✅", "☑", "🗸", "1", "p", "in", "t", "true", "tick",
     "ticked", "signed", "full", "attended"}
)  # fmt: skip
"""What stands in the column of those who came."""

NO_MARKS = frozenset({"n", "no", "nope", "✗", "✘", "❌", "0", "a", "false", "-", "–", "—", "nil"})
"""What stands in the column of those who did not."""
