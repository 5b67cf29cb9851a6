"""Articles, and how a search ranks them for a few questions, for the tests of what the bot says."""

from bot.actions.showing import fingerprint
from bot.actions.stand_in import hit
from kb_index.quoting import quote
from kb_index.ranking import Hit, Ranking

RETURNS = hit("returns", "Returns and refunds", "You can send it back within **30 days**.", probability=0.9)
WARRANTY = hit("warranty", "Warranty", "Two years.", probability=0.3)
DELIVERY = hit("delivery", "Delivery times", "Two days.", probability=0.2)
PERSIAN = hit("returns-fa", "مرجوعی", "تا ۳۰ روز.", lang="fa", probability=0.9)
RANKINGS = {
    "how do I return it": Ranking(hits=(RETURNS, WARRANTY, DELIVERY), probability=0.9, lang="en"),
    "guarantee thing": Ranking(hits=(WARRANTY, RETURNS, DELIVERY), probability=0.5, lang="en"),
    "do you sell bicycles": Ranking(hits=(DELIVERY,), probability=0.05, lang="en"),
    "Warranty": Ranking(hits=(RETURNS, WARRANTY), probability=0.3, lang="en"),
    "jak zwrócić": Ranking(hits=(RETURNS,), probability=0.9, lang="pl"),
    "چطور پس بدهم": Ranking(hits=(PERSIAN,), probability=0.9, lang="fa"),
}


def marked(one: Hit) -> str:
    """How an answer with this short passage is known again."""
    return fingerprint(one, quote(one.passage, ""))
