"""Addresses of the public pages; portal/urls.py puts them in both languages."""

from django.urls import path

from indicators.views.public import areas, downloads, home, indicator, indicators, kommun, ledger, regions

public_patterns = [
    path("", home.home, name="home"),
    path("omraden/", areas.areas, name="areas"),
    path("omraden/<slug:slug>/", areas.area, name="area"),
    path("omraden/<slug:slug>.csv", downloads.area_csv, name="area-csv"),
    path("indikatorer/", indicators.indicators, name="indicators"),
    path("indikatorer.csv", downloads.indicators_csv, name="indicators-csv"),
    path("indikatorer/<slug:slug>/", indicator.indicator, name="indicator"),
    path("indikatorer/<slug:slug>.csv", downloads.indicator_csv, name="indicator-csv"),
    path("regioner/", regions.regions, name="regions"),
    path("regioner.csv", downloads.regions_csv, name="regions-csv"),
    path("regioner/<slug:slug>/", regions.region, name="region"),
    path("regioner/<slug:slug>.csv", downloads.region_csv, name="region-csv"),
    path("kommuner/", kommun.kommuner, name="kommuner"),
    path("kommuner.csv", downloads.kommuner_csv, name="kommuner-csv"),
    path("kommuner/<slug:slug>/", kommun.kommun, name="kommun"),
    path("kommuner/<slug:slug>.csv", downloads.kommun_csv, name="kommun-csv"),
    path("andringar/", ledger.ledger, name="ledger"),
    path("andringar.csv", downloads.ledger_csv, name="ledger-csv"),
    path("andringar/<int:number>/", ledger.ledger_entry, name="ledger-entry"),
    path("andringar/<int:number>.csv", downloads.ledger_entry_csv, name="ledger-entry-csv"),
]
