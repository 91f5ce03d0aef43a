"""The words by which a pledge's kind, amount and unit are known, folded, in Finnish and English."""

from kpfacil.model.entries import ResourceKind

KINDS: dict[ResourceKind, str] = {
    "communication": r"\bviesti|\btiedot|\bmarkkinoi|\bmainos|\bnettisiv|\bverkkosiv|\blehtijut|\bjulist"
    r"|\bsomea\b|\bsomessa\b|\bsomeen\b|\bsomevies|\bsomeposta|\bsomepaiv|\Asome\Z"
    r"|\bcommunicat|\bpublicity|\bmarketing|\bposter|\bsocial media|\bnewsletter|\badverti",
    "skill": r"\bosaa|\btaito|\btaido|ohjaaja|\bohjaus|\bkoulut(?:us|uk|ta)|\basiantunt"
    r"|\bskill|\bexpert|\bknow-how|\bteach|\btrain(?:ing|er)|\bguidance",
    "volunteers": r"talkoo|\bvapaaehto|\bvolunteer|\bhelpers?\b",
    "equipment": r"auto(?:a|n|t|ja|jen|lla)?\b|\bperakarry|\bkalusto|\bvaline|valineet\b|\blait(?:e|te|tei)"
    r"|\bteltta|\bteltan|\bteltat|\bgrilli|kahvinkeit|\btuole?(?:i|ja|it|in)|\bpoyt(?:ia|a|aa)\b|\bpoydat|\bastia"
    r"|\baanentoisto|\baanilait|\bprojektor|videotyk|\btyokalu|kone(?:et|en|ita|tta)?\b"
    r"|\bcars?\b|\bvans?\b|\bequipment|\btools?\b|\btents?\b|\bchairs?\b|\btables?\b|\bprojector|\btrailer",
    "space": r"tila(?:a|n|t|ssa|sta|an|ksi)?\b|\btilo(?:ja|jen|issa|ihin)\b|sali(?:a|n|t|ssa|in)?\b"
    r"|huone(?:en|et|tta|essa|isto|ita)?\b|keittio|\bpaikka(?:a|n|kin)?\b"
    r"|\bspaces?\b|\brooms?\b|\bhalls?\b|\bvenue|\bpremises|\bkitchen",
    "money": r"\braha|\brahoit|\bavustu|\bapurah|\bmaararah|\bbudje|\bsponsor|\bmoney|\bfunding|\bgrants?\b|\bbudget",
    "time": r"\baikaa?\b|\btyoaika|\btyopanos|\btime\b|\bhours?\b|\btunteja\b",
}
"""What a word says about the kind, as the source of a regular expression for each; the first in the text counts."""

MONEY_UNITS = ("€", "euroa", "euron", "euro", "euros", "eur", "e")
UNITS: dict[str, tuple[str, ResourceKind]] = {
    **dict.fromkeys(MONEY_UNITS, ("€", "money")),
    **dict.fromkeys(
        ("h", "tuntia", "tunti", "tunnin", "hours", "hour", "hrs", "hr", "tyotuntia", "tyotunti"), ("h", "time")
    ),
    **dict.fromkeys(("talkootuntia", "talkootunti"), ("h", "volunteers")),
    **dict.fromkeys(("min", "minuuttia", "minuutti", "minutes", "minute", "mins"), ("min", "time")),
    **dict.fromkeys(("kpl", "kappaletta", "kappale", "pcs", "pieces", "piece"), ("kpl", "other")),
    **{
        unit: (unit, "volunteers")
        for unit in ("talkoolaista", "talkoolainen", "vapaaehtoista", "auttajaa", "volunteers", "helpers")
    },
    **dict.fromkeys(
        ("hlo", "henkea", "henkiloa", "henkilo", "ihmista", "people", "persons", "person"), ("hlö", "volunteers")
    ),
    **{unit: (unit, "other") for unit in ("kg", "g", "l", "litraa", "km", "m")},
}
"""A unit as it is typed: how it is written down, and the kind that it suggests."""

DAYS: dict[str, tuple[str, ResourceKind]] = dict.fromkeys(
    ("pv", "paivaa", "paiva", "tyopaivaa", "tyopaiva", "vrk", "days", "day"), ("pv", "time")
)
"""Units of a pledge that could as well be a time to wait, so they alone make no pledge of a task's second part."""
